using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Server.Kubernetes;
using Heketi.Server.Kubernetes.Events;
using Heketi.Server.Metrics;

namespace Heketi.Server.Composition;

/// <summary>What the HTTP side needs of the rest.</summary>
public sealed class StorageParts : IAsyncDisposable
{
    /// <summary>The topology.</summary>
    public required ITopologyStore Store { get; init; }

    /// <summary>All changes.</summary>
    public required IStorageOperations Operations { get; init; }

    /// <summary>The nodes; null: there are none to look after.</summary>
    public IStorageNodes? Nodes { get; init; }

    /// <summary>Which nodes did not answer.</summary>
    public NodeHealth Health { get; init; } = new();

    /// <summary>Asynchronous requests.</summary>
    public required IOperationQueue Queue { get; init; }

    /// <summary>Tries to end stale and failed operations: those with these ids, or all when null.</summary>
    public required Func<IReadOnlySet<string>?, CancellationToken, Task> CleanUpAsync { get; init; }

    /// <summary>Runs work behind a queue id.</summary>
    public required Func<Func<Task<string?>>, string> Enqueue { get; init; }

    /// <summary>Starts no operation any more and waits for the running ones, up to a time; what is left then stays journaled.</summary>
    public Func<TimeSpan, Task> DrainAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>What else has to be closed, after the server has stopped and before the store closes.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    /// <summary>Counts what happens.</summary>
    public ServerMetrics Metrics { get; init; } = new();

    /// <summary>Operations that run and that wait, now.</summary>
    public Func<(int Running, int Waiting)> Load { get; init; } = () => (0, 0);

    /// <summary>Whether this process may write to the database and its backup, now.</summary>
    public Func<bool> MayWrite { get; init; } = () => true;

    /// <summary>Where the database is backed up to after changes; null: nowhere.</summary>
    public DatabaseSecret? BackupSecret { get; init; }

    /// <summary>Told of trouble that people of the Kubernetes cluster should see.</summary>
    public IClusterEvents Events { get; init; } = new NoClusterEvents();

    /// <summary>Connections to the nodes.</summary>
    public IAsyncDisposable? Connections { get; init; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in Owned)
        {
            part.Dispose();
        }

        if (Connections is not null)
        {
            await Connections.DisposeAsync();
        }

        await Store.DisposeAsync();
    }
}
