using System.Collections.Concurrent;
using System.Collections.Immutable;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Mock;

/// <summary>Volumes in memory, by cluster and name.</summary>
internal sealed class MockVolumeService : IVolumeService
{
    private readonly ConcurrentDictionary<(string ClusterId, string Name), GlusterVolume> _volumes = new();

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

    public Task RemoveAddedBricksAsync(GlusterPool pool, VolumeSpec addition, CancellationToken cancellationToken)
    {
        var key = (pool.ClusterId, addition.Name);
        while (_volumes.TryGetValue(key, out var known)
            && !_volumes.TryUpdate(key, known with { BrickPaths = [.. known.BrickPaths.Except(addition.BrickPaths, StringComparer.Ordinal)] }, known))
        {
        }

        return Task.CompletedTask;
    }

    public Task<GlusterVolume?> FindAsync(GlusterPool pool, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_volumes.GetValueOrDefault((pool.ClusterId, name)));

    public Task<ImmutableArray<GlusterVolume>> ListAsync(GlusterPool pool, CancellationToken cancellationToken) =>
        Task.FromResult(_volumes.Where(entry => entry.Key.ClusterId == pool.ClusterId).Select(entry => entry.Value)
            .OrderBy(volume => volume.Name, StringComparer.Ordinal).ToImmutableArray());

    public Task<ImmutableArray<string>> SnapshotsAsync(GlusterPool pool, string name, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<string>.Empty);

    private static GlusterVolume VolumeOf(VolumeSpec spec) => new(
        spec.Name,
        Guid.TryParse(spec.Id, out var id) ? id.ToString() : spec.Id,
        IsStarted: true,
        spec.BrickPaths,
        spec.Durability.BricksPerSet,
        OptionsOf(spec));

    private static ImmutableSortedDictionary<string, string> OptionsOf(VolumeSpec spec)
    {
        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var words in spec.Options.Select(option => option.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (words.Length == 2)
            {
                options[words[0]] = words[1];
            }
        }

        options["user.heketi.id"] = spec.Id;
        return options.ToImmutable();
    }

    private static VolumeNameTakenException Taken(string name) =>
        new($"Gluster has a volume named {name} with bricks that are not of this volume; it was left untouched. Choose another name.");

    public Task StartAsync(GlusterPool pool, string name, CancellationToken cancellationToken) => Task.CompletedTask;
}
