using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;
using Heketi.Core.Store;

namespace Heketi.Core.Operations.Examination;

/// <summary>Compares the books with what the nodes have. It changes neither.</summary>
public sealed class StateExaminer(ITopologyStore store, INodeInspector inspector)
{
    /// <summary>Looks at all nodes, all at once.</summary>
    /// <param name="operationsInFlight">Operations that run now, for the report; null: no server runs.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<StateExamination> ExamineAsync(int? operationsInFlight, CancellationToken cancellationToken)
    {
        var before = store.Snapshot;
        var clusters = await Task.WhenAll(before.ClusterIds.Select(async id =>
        {
            var hosting = before.VolumesOfCluster(id).Select(v => before.Volumes[v])
                .Where(v => v is { Block: true, PendingId.Length: 0 }).Select(v => v.Name).ToImmutableArray();
            var nodes = await Task.WhenAll(before.NodesOfCluster(id)
                .Select(node => inspector.InspectAsync(id, NodeHost.Of(before.Nodes[node]), hosting, cancellationToken))).ConfigureAwait(false);
            return new ClusterExamination(id, [.. nodes]);
        })).ConfigureAwait(false);

        var books = new Books(before, store.Snapshot);
        return new(books.Now, [.. Report(books, clusters, operationsInFlight)], [.. clusters], [.. clusters.SelectMany(c => Compare(books, c))]);
    }

    private static IEnumerable<string> Report(Books books, IEnumerable<ClusterExamination> clusters, int? operationsInFlight)
    {
        if (operationsInFlight is { } running)
        {
            yield return $"OnDemand Examiner invoked while {running} ops are in flight";
        }

        foreach (var cluster in clusters)
        {
            var failures = cluster.Nodes.SelectMany(node => node.Failures);
            string[] nothing = cluster.Nodes.IsEmpty ? [$"not able to fetch any data from cluster {cluster.ClusterId}"] : [];
            foreach (var line in failures.Concat(nothing).Concat(VolumeComparison.Report(books, cluster)))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<StateFinding> Compare(Books books, ClusterExamination cluster) =>
        VolumeComparison.Compare(books, cluster)
            .Concat(cluster.Nodes.SelectMany(node => new NodeComparison(books, cluster.ClusterId, node).Compare()));
}
