using Heketi.Core.Nodes;

namespace Heketi.Server.Composition;

/// <summary>What runs commands on nodes, and what has to be closed with it.</summary>
public sealed record Executor(IStorageNodes Nodes, IAsyncDisposable? Transport = null) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Transport?.DisposeAsync() ?? ValueTask.CompletedTask;
}
