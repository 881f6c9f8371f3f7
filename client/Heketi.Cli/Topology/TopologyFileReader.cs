using System.Text.Json;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Topology;

/// <summary>Reads topology files.</summary>
internal static class TopologyFileReader
{
    /// <summary>Reads a file and looks for all mistakes in it.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="notices">Gets what is allowed, but seldom meant.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UsageException">The file cannot be opened, is no topology, or has mistakes: all of them are named with their lines.</exception>
    public static async Task<TopologyFile> ReadAsync(string path, string name, TextWriter notices, CancellationToken cancellationToken)
    {
        var content = await ReadBytesAsync(path, cancellationToken).ConfigureAwait(false);
        var check = new TopologyFileCheck(name);
        check.Check(Parse(content, name));
        foreach (var notice in check.Notices)
        {
            notices.Write($"{notice}\n");
        }

        if (check.Mistakes.Count > 0)
        {
            throw new UsageException(string.Join('\n', check.Mistakes));
        }

        return JsonSerializer.Deserialize(content, TopologyFileContext.Default.TopologyFile) ?? new TopologyFile();
    }

    private static async Task<byte[]> ReadBytesAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return content is [0xef, 0xbb, 0xbf, ..] ? content[3..] : content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("Unable to open config file");
        }
    }

    private static LocatedJson Parse(byte[] content, string name)
    {
        try
        {
            return LocatedJsonParser.Parse(content) is { Kind: JsonValueKind.Object or JsonValueKind.Null } root
                ? root
                : throw new UsageException($"Unable to parse config file: {name} line 1: a topology is an object with a list \"clusters\"");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var line = (e as JsonException)?.LineNumber + 1 ?? 1;
            var place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            throw new UsageException($"Unable to parse config file: {name} line {line}: {(place < 0 ? e.Message : e.Message[..place])}");
        }
    }
}
