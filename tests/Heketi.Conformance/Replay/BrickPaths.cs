using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Heketi.Conformance.Http;

namespace Heketi.Conformance.Replay;

/// <summary>Asks a server for the bricks of all its volumes as Gluster names them.</summary>
internal static class BrickPaths
{
    /// <summary>host:path of each.</summary>
    public static async Task<ImmutableArray<string>> OfAsync(RawHttpClient client, CancellationToken cancellationToken)
    {
        var paths = ImmutableArray.CreateBuilder<string>();
        foreach (var volume in (await GetAsync(client, "/volumes", cancellationToken))["volumes"]!.AsArray())
        {
            foreach (var brick in (await GetAsync(client, $"/volumes/{volume}", cancellationToken))["bricks"]!.AsArray())
            {
                var node = await GetAsync(client, $"/nodes/{brick!["node"]}", cancellationToken);
                paths.Add($"{node["hostnames"]!["storage"]![0]}:{brick["path"]}");
            }
        }

        return paths.ToImmutable();
    }

    private static async Task<JsonNode> GetAsync(RawHttpClient client, string path, CancellationToken cancellationToken) =>
        JsonNode.Parse(Encoding.UTF8.GetString((await client.SendAsync(new RawRequest("GET", path, [], null), cancellationToken)).Body))!;
}
