using System.Collections.Immutable;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Mock;

/// <summary>Bricks that come and go.</summary>
internal sealed class MockBrickService : IBrickService
{
    public Task CreateAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PersistAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableHashSet<string>> DestroyAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableHashSet<string>>([.. bricks.Select(brick => brick.BrickId)]);
}
