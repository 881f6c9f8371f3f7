using System.Collections.Concurrent;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Mock;

/// <summary>Block volumes in memory, by cluster, hosting volume and name.</summary>
internal sealed class MockBlockVolumeService : IBlockVolumeService
{
    private readonly ConcurrentDictionary<(string ClusterId, string HostingVolume, string Name), int> _sizes = new();

    /// <summary>A block volume that was there before.</summary>
    public void Remember(string clusterId, string hostingVolume, string name, int sizeGiB) => _sizes[(clusterId, hostingVolume, name)] = sizeGiB;

    public Task<BlockTarget> CreateAsync(GlusterPool pool, BlockSpec block, CancellationToken cancellationToken)
    {
        _sizes[(pool.ClusterId, block.HostingVolume, block.Name)] = block.SizeGiB;
        return Task.FromResult(new BlockTarget("fakeIQN", block.Auth ? "heketi-user" : "", block.Auth ? "secret" : ""));
    }

    public Task<GlusterBlock?> FindAsync(GlusterPool pool, string hostingVolume, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_sizes.TryGetValue((pool.ClusterId, hostingVolume, name), out var size) ? new GlusterBlock(name, size) : null);

    public Task<IReadOnlyList<string>> ListAsync(GlusterPool pool, string hostingVolume, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _sizes.Keys
            .Where(key => key.ClusterId == pool.ClusterId && key.HostingVolume == hostingVolume)
            .Select(key => key.Name)
            .Order(StringComparer.Ordinal)]);

    public Task ExpandAsync(GlusterPool pool, string hostingVolume, string name, int sizeGiB, CancellationToken cancellationToken)
    {
        var key = (pool.ClusterId, hostingVolume, name);
        if (!_sizes.ContainsKey(key))
        {
            return Task.FromException(new NodeException($"block volume {hostingVolume}/{name} does not exist", pool.ClusterId));
        }

        _sizes[key] = sizeGiB;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(GlusterPool pool, string hostingVolume, string name, CancellationToken cancellationToken)
    {
        _sizes.TryRemove((pool.ClusterId, hostingVolume, name), out _);
        return Task.CompletedTask;
    }
}
