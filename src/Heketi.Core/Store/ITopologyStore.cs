using Heketi.Core.Topology;

namespace Heketi.Core.Store;

/// <summary>
/// The one source of truth. Reads go to <see cref="Snapshot"/>; every change is made by the one writer, against the newest
/// snapshot, and is durable before anybody sees it.
/// </summary>
public interface ITopologyStore : IAsyncDisposable
{
    /// <summary>The newest durable state.</summary>
    TopologySnapshot Snapshot { get; }

    /// <summary>
    /// Runs <paramref name="change"/> on the writer. What it put into the editor is durable when the task completes.
    /// An exception of <paramref name="change"/> reaches the caller and leaves everything as it was. Changes that wait together
    /// share one disk write. <paramref name="change"/> must be quick and must not wait: all other changes wait for it.
    /// </summary>
    /// <exception cref="StoreReadOnlyException">The store was opened for reading.</exception>
    /// <exception cref="StoreFailedException">The disk failed: nothing can be promised any more until a restart.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the writer took it up (after that it is carried out).</exception>
    Task<T> ChangeAsync<T>(Func<TopologyEditor, T> change, CancellationToken cancellationToken = default);
}
