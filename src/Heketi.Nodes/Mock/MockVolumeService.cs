using System.Collections.Concurrent;
using System.Collections.Immutable;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Mock;

/// <summary>Volumes in memory, by cluster and name. All their bricks are up, and all is healed at once.</summary>
internal sealed class MockVolumeService : IVolumeService, IHealService, ICloneService
{
    private readonly ConcurrentDictionary<(string ClusterId, string Name), GlusterVolume> _volumes = new();

    /// <summary>A volume that was there before.</summary>
    public void Remember(string clusterId, VolumeSpec volume) => _volumes[(clusterId, volume.Name)] = VolumeOf(volume);

    public Task CreateAsync(GlusterPool pool, VolumeSpec volume, CancellationToken cancellationToken)
    {
        var made = VolumeOf(volume);
        var known = _volumes.GetOrAdd((pool.ClusterId, volume.Name), made);
        return known.BrickPaths.SequenceEqual(made.BrickPaths, StringComparer.Ordinal)
            ? Task.CompletedTask
            : Task.FromException(Taken(volume.Name));
    }

    public Task ExpandAsync(GlusterPool pool, VolumeSpec addition, CancellationToken cancellationToken)
    {
        _volumes.AddOrUpdate(
            (pool.ClusterId, addition.Name),
            static (_, spec) => VolumeOf(spec),
            static (_, known, spec) => known with { BrickPaths = [.. known.BrickPaths.Union(spec.BrickPaths, StringComparer.Ordinal)] },
            addition);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(GlusterPool pool, string name, ImmutableHashSet<string> ownBrickPaths, CancellationToken cancellationToken)
    {
        var key = (pool.ClusterId, name);
        while (_volumes.TryGetValue(key, out var known))
        {
            if (!ownBrickPaths.IsSupersetOf(known.BrickPaths))
            {
                return Task.FromException(Taken(name));
            }

            if (_volumes.TryRemove(new(key, known)))
            {
                break;
            }
        }

        return Task.CompletedTask;
    }

    public Task SettleAsync(GlusterPool pool, string name, string id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(GlusterPool pool, string name, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetOptionsAsync(GlusterPool pool, string name, ImmutableArray<string> options, CancellationToken cancellationToken)
    {
        var key = (pool.ClusterId, name);
        while (_volumes.TryGetValue(key, out var known))
        {
            if (_volumes.TryUpdate(key, known with { Options = known.Options.SetItems(Pairs(options)) }, known))
            {
                return Task.CompletedTask;
            }
        }

        return Task.FromException(Missing(pool, name));
    }

    public Task<GlusterVolume?> FindAsync(GlusterPool pool, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_volumes.GetValueOrDefault((pool.ClusterId, name)));

    public Task<ImmutableArray<GlusterVolume>> ListAsync(GlusterPool pool, CancellationToken cancellationToken) =>
        Task.FromResult(_volumes.Where(entry => entry.Key.ClusterId == pool.ClusterId).Select(entry => entry.Value)
            .OrderBy(volume => volume.Name, StringComparer.Ordinal).ToImmutableArray());

    public Task<ImmutableArray<string>> SnapshotsAsync(GlusterPool pool, string name, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<string>.Empty);

    public Task<GlusterVolume> CloneAsync(GlusterPool pool, CloneSpec clone, CancellationToken cancellationToken)
    {
        var uuid = Guid.NewGuid();
        var origin = _volumes.GetValueOrDefault((pool.ClusterId, clone.Origin));
        var made = new GlusterVolume(
            clone.Name,
            uuid.ToString(),
            IsStarted: true,
            [.. clone.OriginBrickPaths.Select((path, i) => $"{path[..path.IndexOf(":/", StringComparison.Ordinal)]}:/run/gluster/snaps/{uuid:N}/brick{i + 1}/brick")],
            origin?.BricksPerSet ?? 1,
            (origin?.Options ?? ImmutableSortedDictionary<string, string>.Empty).SetItem("user.heketi.id", clone.Id));
        return _volumes.TryAdd((pool.ClusterId, clone.Name), made) ? Task.FromResult(made) : Task.FromException<GlusterVolume>(Taken(clone.Name));
    }

    public Task DeleteSnapshotAsync(GlusterPool pool, CloneSpec clone, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task HealAsync(GlusterPool pool, string volume, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<BrickHeal>> InfoAsync(GlusterPool pool, string volume, CancellationToken cancellationToken) =>
        _volumes.TryGetValue((pool.ClusterId, volume), out var known)
            ? Task.FromResult(known.BrickPaths.Select(path => new BrickHeal(path, IsConnected: true, Entries: 0)).ToImmutableArray())
            : Task.FromException<ImmutableArray<BrickHeal>>(Missing(pool, volume));

    public Task ReplaceBrickAsync(GlusterPool pool, string volume, string oldPath, string newPath, CancellationToken cancellationToken)
    {
        var key = (pool.ClusterId, volume);
        while (_volumes.TryGetValue(key, out var known))
        {
            if (known.BrickPaths.Contains(newPath))
            {
                return Task.CompletedTask;
            }

            var place = known.BrickPaths.IndexOf(oldPath);
            if (place < 0)
            {
                return Task.FromException(new NodeException($"brick: {oldPath} does not exist in volume: {volume}", pool.ClusterId));
            }

            if (_volumes.TryUpdate(key, known with { BrickPaths = known.BrickPaths.SetItem(place, newPath) }, known))
            {
                return Task.CompletedTask;
            }
        }

        return Task.FromException(Missing(pool, volume));
    }

    private static NodeException Missing(GlusterPool pool, string volume) => new($"Volume {volume} does not exist", pool.ClusterId);

    private static GlusterVolume VolumeOf(VolumeSpec spec) => new(
        spec.Name,
        Guid.TryParse(spec.Id, out var id) ? id.ToString() : spec.Id,
        IsStarted: true,
        spec.BrickPaths,
        spec.Durability.BricksPerSet,
        OptionsOf(spec));

    private static ImmutableSortedDictionary<string, string> OptionsOf(VolumeSpec spec) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).SetItems(Pairs(spec.Options)).SetItem("user.heketi.id", spec.Id);

    private static IEnumerable<KeyValuePair<string, string>> Pairs(ImmutableArray<string> options) => options
        .Select(option => option.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(words => words.Length == 2)
        .Select(words => KeyValuePair.Create(words[0], words[1]));

    private static VolumeNameTakenException Taken(string name) =>
        new($"Gluster has a volume named {name} with bricks that are not of this volume; it was left untouched. Choose another name.");
}
