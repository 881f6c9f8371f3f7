using System.Collections.Concurrent;
using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;

namespace Heketi.Core.Tests.Operations;

/// <summary>Shows what a test says that a node has.</summary>
internal sealed class FakeInspector : INodeInspector
{
    public ConcurrentDictionary<string, NodeInspection> Nodes { get; } = new();

    /// <summary>What happens while the nodes are looked at.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public async Task<NodeInspection> InspectAsync(
        string clusterId, NodeHost host, ImmutableArray<string> hostingVolumes, CancellationToken cancellationToken)
    {
        await Meanwhile();
        return Nodes.GetValueOrDefault(host.NodeId) ?? new() { NodeId = host.NodeId, Failures = [$"could not fetch data from node {host.ManageHost}"] };
    }
}
