using Heketi.Cli.Parsing;
using Heketi.Client;
using Heketi.Client.Errors;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;

namespace Heketi.Cli.Topology;

/// <summary>
/// Adds what a topology file names and the server does not have yet. One failing node or disk does not stop the others;
/// a file may be loaded again and again.
/// </summary>
internal sealed class TopologyLoader(HeketiClient client, TextWriter output)
{
    private int _failures;

    /// <exception cref="UsageException">Something could not be added; the output says what.</exception>
    public async Task LoadAsync(TopologyFile file, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, NodeInfoResponse>();
        foreach (var cluster in await client.GetClustersAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var node in await client.GetNodesAsync(cluster.Nodes, cancellationToken).ConfigureAwait(false))
            {
                known.TryAdd(NameOf(node), node);
            }
        }

        foreach (var cluster in file.Clusters ?? [])
        {
            await LoadAsync(cluster, known, cancellationToken).ConfigureAwait(false);
        }

        if (_failures > 0)
        {
            throw new UsageException($"{_failures} of the nodes and devices could not be added, see the output; correct the cause and load the file again");
        }
    }

    /// <summary>By this a node is known again.</summary>
    internal static string NameOf(NodeInfoResponse node) => node.Hostnames.Manage is [var name, ..] ? name : node.Id;

    internal static bool Has(NodeInfoResponse node, FileDevice device) => node.Devices?.Any(existing => Is(existing, device)) is true;

    internal static bool Is(DeviceInfoResponse existing, FileDevice device) =>
        existing.Name == device.Name || existing.Paths?.Contains(device.Name) is true;

    private async Task LoadAsync(FileCluster cluster, Dictionary<string, NodeInfoResponse> known, CancellationToken cancellationToken)
    {
        var nodes = cluster.Nodes ?? [];
        var clusterId = ClusterOfKnown(nodes, known);
        string? made = null;
        var added = 0;
        foreach (var node in nodes)
        {
            var existing = known.GetValueOrDefault(node.ManageName!);
            if (existing is not null)
            {
                output.Write($"\tFound node {node.ManageName} on cluster {existing.ClusterId}\n");
            }
            else
            {
                clusterId ??= made = await CreateClusterAsync(cluster, cancellationToken).ConfigureAwait(false);
                existing = await CreateNodeAsync(node, clusterId, cancellationToken).ConfigureAwait(false);
                added += existing is null ? 0 : 1;
            }

            if (existing is not null)
            {
                known[node.ManageName!] = existing;
                await LoadDevicesAsync(node, existing, cancellationToken).ConfigureAwait(false);
            }
        }

        if (made is not null && added == 0)
        {
            await client.DeleteClusterAsync(made, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The cluster in which the nodes of this file cluster are that the server knows already; null if it knows none.</summary>
    /// <exception cref="UsageException">They are in several.</exception>
    internal static string? ClusterOfKnown(IReadOnlyList<FileNode> nodes, Dictionary<string, NodeInfoResponse> known)
    {
        var found = nodes.Select(node => known.GetValueOrDefault(node.ManageName!)).OfType<NodeInfoResponse>().ToList();
        var clusters = found.Select(node => node.ClusterId).Distinct().ToList();
        return clusters.Count <= 1 || found.Count == nodes.Count
            ? clusters.FirstOrDefault()
            : throw new UsageException(
                $"nodes that the file puts into one cluster are in several: {string.Join(", ", clusters)}; give each of these a cluster of its own in the file");
    }

    private async Task<string> CreateClusterAsync(FileCluster wanted, CancellationToken cancellationToken)
    {
        var request = new ClusterCreateRequest { File = wanted.File ?? true, Block = wanted.Block ?? true };
        output.Write("Creating cluster ... ");
        var cluster = await client.CreateClusterAsync(request, cancellationToken).ConfigureAwait(false);
        output.Write($"ID: {cluster.Id}\n");
        output.Write(request.File ? "\tAllowing file volumes on cluster.\n" : "");
        output.Write(request.Block ? "\tAllowing block volumes on cluster.\n" : "");
        return cluster.Id;
    }

    private async Task<NodeInfoResponse?> CreateNodeAsync(FileNode wanted, string clusterId, CancellationToken cancellationToken)
    {
        output.Write($"\tCreating node {wanted.ManageName} ... ");
        try
        {
            var node = await client.AddNodeAsync(wanted.Node! with { ClusterId = clusterId }, cancellationToken).ConfigureAwait(false);
            output.Write($"ID: {node.Id}\n");
            return node;
        }
        catch (HeketiApiException e)
        {
            _failures++;
            output.Write($"Unable to create node: {e.Message}\n");
            return null;
        }
    }

    private async Task LoadDevicesAsync(FileNode wanted, NodeInfoResponse node, CancellationToken cancellationToken)
    {
        foreach (var device in wanted.Devices ?? [])
        {
            if (Has(node, device))
            {
                output.Write($"\t\tFound device {device.Name}\n");
            }
            else
            {
                await AddDeviceAsync(device, node.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AddDeviceAsync(FileDevice device, string nodeId, CancellationToken cancellationToken)
    {
        output.Write($"\t\tAdding device {device.Name} ... ");
        try
        {
            var request = new DeviceAddRequest { Name = device.Name, NodeId = nodeId, DestroyData = device.DestroyData, Tags = device.Tags };
            await client.AddDeviceAsync(request, cancellationToken).ConfigureAwait(false);
            output.Write("OK\n");
        }
        catch (HeketiApiException e)
        {
            _failures++;
            output.Write($"Unable to add device: {e.Message}\n");
        }
    }
}
