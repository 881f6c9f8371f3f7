using Heketi.Core.Operations;
using Heketi.Core.Store;

namespace Heketi.Server.Composition;

/// <summary>What the HTTP side needs of the rest.</summary>
public sealed class StorageParts : IAsyncDisposable
{
    /// <summary>The topology.</summary>
    public required ITopologyStore Store { get; init; }

    /// <summary>All changes.</summary>
    public required IStorageOperations Operations { get; init; }

    /// <summary>Asynchronous requests.</summary>
    public required IOperationQueue Queue { get; init; }

    /// <summary>
    /// Starts no operation any more and waits for the running ones; when the token is cancelled, they are left to the journal.
    /// </summary>
    public Func<CancellationToken, Task> DrainAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>What else has to be closed, after the server has stopped and before the store closes.</summary>
    public IReadOnlyList<IAsyncDisposable> Owned { get; init; } = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in Owned)
        {
            await part.DisposeAsync();
        }

        await Store.DisposeAsync();
    }
}
