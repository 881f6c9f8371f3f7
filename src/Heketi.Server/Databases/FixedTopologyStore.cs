using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Server.Databases;

/// <summary>A store that never changes: a database of the original that is served with <c>db_read_only</c>.</summary>
internal sealed class FixedTopologyStore(TopologySnapshot snapshot) : ITopologyStore
{
    /// <inheritdoc/>
    public TopologySnapshot Snapshot => snapshot;

    /// <inheritdoc/>
    public Task<T> ChangeAsync<T>(Func<TopologyEditor, T> change, CancellationToken cancellationToken = default) =>
        Task.FromException<T>(new StoreReadOnlyException());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
