using System.Buffers;

namespace Heketi.Nodes.Commands;

/// <summary>The one place where words become text for a POSIX shell.</summary>
public static class ShellQuoting
{
    private static readonly SearchValues<char> Harmless =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-");

    /// <summary>
    /// The word as a shell reads it back byte for byte. Words of harmless characters stay as they are, so that commands look
    /// like those that administrators and the original Heketi write.
    /// </summary>
    /// <exception cref="ArgumentException">NUL or half a surrogate pair: no program can be given such a word.</exception>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        Refuse(word);
        return word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Harmless)
            ? word
            : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    /// <summary>The first word of a command: one with an equals sign would be taken for an assignment.</summary>
    internal static string QuoteProgram(string word)
    {
        var quoted = Quote(word);
        return quoted.StartsWith('\'') || !word.Contains('=', StringComparison.Ordinal) ? quoted : $"'{word}'";
    }

    private static void Refuse(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (c == '\0')
            {
                throw new ArgumentException("A command's argument contains NUL, which no program can be given.", nameof(word));
            }

            if (char.IsHighSurrogate(c) && i + 1 < word.Length && char.IsLowSurrogate(word[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c))
            {
                throw new ArgumentException("A command's argument contains half a surrogate pair, which has no UTF-8 form.", nameof(word));
            }
        }
    }
}
