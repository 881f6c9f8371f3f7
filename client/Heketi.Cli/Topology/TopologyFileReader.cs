using System.Text.Json;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Topology;

/// <summary>Reads topology files.</summary>
internal static class TopologyFileReader
{
    /// <exception cref="UsageException">The file cannot be opened or is not a topology.</exception>
    public static async Task<TopologyFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(content, TopologyFileContext.Default.TopologyFile) ?? new TopologyFile();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("Unable to open config file");
        }
        catch (JsonException)
        {
            throw new UsageException("Unable to parse config file");
        }
    }
}
