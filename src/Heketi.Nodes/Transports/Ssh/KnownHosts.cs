using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Heketi.Nodes.Transports.Ssh;

/// <summary>Host keys as OpenSSH's known_hosts files have them: names with wildcards, [name]:port, hashed names, revoked keys.</summary>
public sealed class KnownHosts
{
    private readonly ImmutableArray<Entry> _entries;

    private KnownHosts(ImmutableArray<Entry> entries) => _entries = entries;

    /// <summary>Reads files.</summary>
    /// <exception cref="SshConfigurationException">One cannot be read.</exception>
    public static KnownHosts Load(IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        try
        {
            return Parse(files.SelectMany(File.ReadAllLines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SshConfigurationException($"SSH_KNOWN_HOSTS names a file that cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads lines; those that are not understood count for nothing, as OpenSSH has it.</summary>
    public static KnownHosts Parse(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new([.. lines.Select(Entry.Parse).OfType<Entry>()]);
    }

    /// <summary>The key is known for the host and not revoked.</summary>
    public bool Trusts(string host, int port, ReadOnlySpan<byte> key)
    {
        var trusted = false;
        foreach (var entry in _entries)
        {
            if (entry.Matches(host, port) && key.SequenceEqual(entry.Key))
            {
                if (entry.IsRevoked)
                {
                    return false;
                }

                trusted = true;
            }
        }

        return trusted;
    }

    /// <summary>Kinds of keys that are known for the host, so that it is asked for one of these.</summary>
    public ImmutableHashSet<string> KeyTypes(string host, int port) =>
        [.. _entries.Where(entry => !entry.IsRevoked && entry.Matches(host, port)).Select(entry => entry.KeyType)];

    private sealed record Entry(ImmutableArray<string> Names, string KeyType, byte[] Key, bool IsRevoked)
    {
        public static Entry? Parse(string line)
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var isRevoked = words.Length > 0 && words[0] == "@revoked";
            if (isRevoked)
            {
                words = words[1..];
            }

            // @cert-authority lines say nothing of plain keys
            if (words.Length < 3 || words[0][0] is '#' or '@')
            {
                return null;
            }

            var key = new byte[words[2].Length];
            return Convert.TryFromBase64String(words[2], key, out var length)
                ? new([.. words[0].Split(',')], words[1], key[..length], isRevoked)
                : null;
        }

        public bool Matches(string host, int port)
        {
            var name = port == 22 ? host : $"[{host}]:{port}";
            var matches = false;
            foreach (var pattern in Names)
            {
                if (pattern.StartsWith('!') && IsMatch(pattern[1..], name))
                {
                    return false;
                }

                matches |= IsMatch(pattern, name);
            }

            return matches;
        }

        private static bool IsMatch(string pattern, string name) => pattern.StartsWith("|1|", StringComparison.Ordinal)
            ? IsHashOf(pattern, name)
            : FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: true);

        /// <summary>|1|salt|HMAC-SHA1 of the name|: the format of OpenSSH, nothing that a secret hangs on.</summary>
        private static bool IsHashOf(string pattern, string name)
        {
            var parts = pattern.Split('|');
            try
            {
#pragma warning disable CA5350 // OpenSSH's choice
                return parts.Length == 4 && HMACSHA1.HashData(Convert.FromBase64String(parts[2]), Encoding.UTF8.GetBytes(name.ToLowerInvariant()))
                    .AsSpan().SequenceEqual(Convert.FromBase64String(parts[3]));
#pragma warning restore CA5350
            }
            catch (FormatException)
            {
                return false;
            }
        }
    }
}
