using Heketi.Core.Nodes;

namespace Heketi.Nodes.Mock;

/// <summary>A pool in which every host is well.</summary>
internal sealed class MockPeerService : IPeerService
{
    public Task CheckAsync(NodeHost host, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ProbeAsync(GlusterPool pool, NodeHost newcomer, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DetachAsync(GlusterPool pool, NodeHost leaver, CancellationToken cancellationToken) => Task.CompletedTask;
}
