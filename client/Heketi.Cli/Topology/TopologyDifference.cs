using System.Globalization;
using Heketi.Client;
using Heketi.Contracts.Nodes;

namespace Heketi.Cli.Topology;

/// <summary>What <c>topology load</c> would do: the file compared to the server. <c>+</c> is made, <c>=</c> is there, <c>~</c> is there but not as in the file, <c>-</c> is only on the server; the last two are left alone.</summary>
internal sealed class TopologyDifference(HeketiClient client, TextWriter output)
{
    private int _additions;

    public async Task ShowAsync(TopologyFile file, CancellationToken cancellationToken)
    {
        var clusters = await client.GetClustersAsync(cancellationToken).ConfigureAwait(false);
        var nodes = await client.GetNodesAsync([.. clusters.SelectMany(cluster => cluster.Nodes)], cancellationToken).ConfigureAwait(false);
        var known = nodes.GroupBy(node => TopologyLoader.NameOf(node)).ToDictionary(group => group.Key, group => group.First());
        foreach (var cluster in file.Clusters ?? [])
        {
            ShowCluster(cluster, known);
        }

        var named = (file.Clusters ?? []).SelectMany(cluster => cluster.Nodes ?? []).Select(node => node.ManageName).ToHashSet();
        foreach (var node in nodes.Where(node => !named.Contains(TopologyLoader.NameOf(node))))
        {
            output.Write($"- node {TopologyLoader.NameOf(node)} ({node.Id}, cluster {node.ClusterId}) is not in the file\n");
        }

        output.Write(string.Create(CultureInfo.InvariantCulture, $"{_additions} to add; nothing was changed (--dry-run)\n"));
    }

    private void ShowCluster(FileCluster cluster, Dictionary<string, NodeInfoResponse> known)
    {
        var nodes = cluster.Nodes ?? [];
        if (nodes.Count == 0)
        {
            return;
        }

        if (TopologyLoader.ClusterOfKnown(nodes, known) is { } id)
        {
            output.Write($"= cluster {id}\n");
        }
        else
        {
            Add($"+ cluster (file: {Word(cluster.File)}, block: {Word(cluster.Block)})");
        }

        foreach (var node in nodes)
        {
            ShowNode(node, known.GetValueOrDefault(node.ManageName!));
        }
    }

    private void ShowNode(FileNode wanted, NodeInfoResponse? node)
    {
        if (node is null)
        {
            Add($"    + node {wanted.ManageName} (storage {string.Join(',', wanted.Node!.Hostnames!.Storage ?? [])}, zone {wanted.Node.Zone})");
        }
        else
        {
            var changes = Changes(wanted, node).ToList();
            output.Write($"    {(changes.Count == 0 ? '=' : '~')} node {wanted.ManageName} ({node.Id}){string.Concat(changes.Select(change => $"; {change}"))}\n");
        }

        foreach (var device in wanted.Devices ?? [])
        {
            if (node is not null && TopologyLoader.Has(node, device))
            {
                output.Write($"        = device {device.Name}\n");
            }
            else
            {
                Add($"        + device {device.Name}{(device.DestroyData ? ", whose data is destroyed" : "")}");
            }
        }

        foreach (var device in node?.Devices.Where(device => wanted.Devices?.Any(file => TopologyLoader.Is(device, file)) is not true) ?? [])
        {
            output.Write($"        - device {device.Name} ({device.Id}) is not in the file\n");
        }
    }

    private static IEnumerable<string> Changes(FileNode wanted, NodeInfoResponse node)
    {
        if (wanted.Node!.Zone != node.Zone)
        {
            yield return $"zone {node.Zone}, in the file {wanted.Node.Zone}";
        }

        var (there, given) = (string.Join(',', node.Hostnames.Storage ?? []), string.Join(',', wanted.Node.Hostnames!.Storage ?? []));
        if (there != given)
        {
            yield return $"storage {there}, in the file {given}";
        }
    }

    private void Add(string line)
    {
        _additions++;
        output.Write($"{line}\n");
    }

    private static string Word(bool? value) => value is false ? "no" : "yes";
}
