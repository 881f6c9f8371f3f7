using Heketi.Core.Topology;

namespace Heketi.Core.Store;

/// <summary>A store that forgets: for tests, planning and benchmarks.</summary>
public sealed class MemoryTopologyStore(TopologySnapshot? start = null) : ITopologyStore
{
    private readonly Lock writer = new();
    private bool disposed;
    private TopologySnapshot snapshot = start ?? TopologySnapshot.Empty;

    /// <inheritdoc/>
    public TopologySnapshot Snapshot => Volatile.Read(ref snapshot);

    /// <inheritdoc/>
    public Task<T> ChangeAsync<T>(Func<TopologyEditor, T> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (writer)
        {
            try
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                var editor = new TopologyEditor(snapshot);
                var result = change(editor);
                if (editor.Changed.Count > 0)
                {
                    Volatile.Write(ref snapshot, editor.Current with { Revision = snapshot.Revision + 1 });
                }

                return Task.FromResult(result);
            }
#pragma warning disable CA1031 // whatever the change throws belongs to its caller
            catch (Exception e)
#pragma warning restore CA1031
            {
                return Task.FromException<T>(e);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (writer)
        {
            disposed = true;
        }

        return ValueTask.CompletedTask;
    }
}
