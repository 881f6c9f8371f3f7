using System.Collections.Concurrent;
using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;

namespace Heketi.Core.Tests.Operations;

/// <summary>Nodes in memory that can fail where a test says so, and that know what was made and what is left.</summary>
internal sealed class FakeStorageNodes
    : IStorageNodes, IDeviceService, IBrickService, IVolumeService, IPeerService, IHealService, IBlockVolumeService, ICloneService
{
    private readonly ConcurrentDictionary<string, Func<Task>> hooks = new();

    public ConcurrentDictionary<string, BrickLayout> BricksThere { get; } = new();

    public ConcurrentDictionary<string, GlusterVolume> VolumesThere { get; } = new();

    /// <summary>Bricks that a power cut takes nothing from, by host:path.</summary>
    public ConcurrentDictionary<string, bool> Durable { get; } = new();

    public ConcurrentDictionary<string, DeviceReport> GroupsThere { get; } = new();

    public ConcurrentDictionary<string, bool> SnapshotsThere { get; } = new();

    /// <summary>What LVM knows of a disk, by its name.</summary>
    public ConcurrentDictionary<string, DeviceIdentity> OnDisk { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    public IDeviceService Devices => this;

    public IBrickService Bricks => this;

    public IVolumeService Volumes => this;

    public ICloneService Clones => this;

    public IPeerService Peers => this;

    public IHealService Heals => this;

    public FakeInspector Inspection { get; } = new();

    public INodeInspector Inspector => Inspection;

    public IBlockVolumeService Blocks => this;

    /// <summary>Sizes of block volumes, by hosting volume/name.</summary>
    public ConcurrentDictionary<string, int> BlocksThere { get; } = new();

    /// <summary>How the sizes of block volumes are told.</summary>
    public Func<int, BlockSize?> TellSize { get; set; } = size => BlockSize.Of(size);

    /// <summary>What is to be healed from a brick, by its path; all others have nothing.</summary>
    public ConcurrentDictionary<string, ulong> HealEntries { get; } = new();

    /// <summary>Bricks whose processes are down, by path.</summary>
    public ConcurrentDictionary<string, bool> Down { get; } = new();

    /// <summary>Runs <paramref name="hook"/> at the start of each call of <paramref name="method"/> (optionally "method@host").</summary>
    public void On(string method, Func<Task> hook) => hooks[method] = hook;

    public void Fail(string method, string message) =>
        On(method, () => throw new NodeCommandException(message, "host", method, 1, message));

    public void Heal() => hooks.Clear();

    public async Task<DeviceReport> SetUpAsync(NodeHost host, string deviceName, string deviceId, bool destroyData, CancellationToken cancellationToken)
    {
        await Called("SetUp", host);
        return GroupsThere.GetOrAdd(deviceId, _ => new(500UL << 20, 500UL << 20, 4096, "uuid-" + deviceId, []));
    }

    public async Task<DeviceIdentity?> IdentifyAsync(NodeHost host, string deviceName, CancellationToken cancellationToken)
    {
        await Called("Identify", host);
        return OnDisk.GetValueOrDefault(deviceName);
    }

    public async Task<DeviceReport> InspectAsync(NodeHost host, DeviceHandle device, CancellationToken cancellationToken)
    {
        await Called("Inspect", host);
        return GroupsThere[device.DeviceId];
    }

    public async Task TearDownAsync(NodeHost host, DeviceHandle device, CancellationToken cancellationToken)
    {
        await Called("TearDown", host);
        GroupsThere.TryRemove(device.DeviceId, out _);
    }

    public async Task CreateAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken)
    {
        await Called("CreateBricks", host);
        foreach (var brick in bricks)
        {
            BricksThere[brick.BrickId] = brick;
        }
    }

    public async Task PersistAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken)
    {
        await Called("PersistBricks", host);
        bricks.Should().OnlyContain(
            brick => VolumesThere.Values.Any(volume => volume.BrickPaths.Contains($"{host.StorageHost}:{brick.Path}")),
            "what Gluster wrote on a brick is made durable after Gluster has it");
        bricks.ToList().ForEach(brick => Durable[$"{host.StorageHost}:{brick.Path}"] = true);
    }

    public async Task<ImmutableHashSet<string>> DestroyAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken)
    {
        await Called("DestroyBricks", host);
        foreach (var brick in bricks)
        {
            if (VolumesThere.Values.Any(v => v.BrickPaths.Contains($"{host.StorageHost}:{brick.Path}")))
            {
                throw new InvalidOperationException($"Brick {brick.BrickId} is in use by a volume");
            }

            foreach (var there in BricksThere.Where(b => b.Value.VolumeGroup == brick.VolumeGroup && b.Value.LogicalVolume == brick.LogicalVolume))
            {
                BricksThere.TryRemove(there);
            }
        }

        await Called("AfterDestroyBricks", host);
        return [.. bricks.Where(b => !BricksThere.Values.Any(there => there.VolumeGroup == b.VolumeGroup && there.ThinPool == b.ThinPool)).Select(b => b.BrickId)];
    }

    public async Task CreateAsync(GlusterPool pool, VolumeSpec volume, CancellationToken cancellationToken)
    {
        await Called("CreateVolume", pool.Hosts[0]);
        var made = new GlusterVolume(volume.Name, volume.Id, true, volume.BrickPaths, volume.Durability.BricksPerSet, ImmutableSortedDictionary<string, string>.Empty);
        if (!VolumesThere.TryAdd(volume.Name, made))
        {
            throw new VolumeNameTakenException($"volume create: {volume.Name}: failed: Volume {volume.Name} already exists");
        }

        await Called("AfterCreateVolume", pool.Hosts[0]);
    }

    public async Task ExpandAsync(GlusterPool pool, VolumeSpec addition, CancellationToken cancellationToken)
    {
        await Called("ExpandVolume", pool.Hosts[0]);
        var old = VolumesThere[addition.Name];
        VolumesThere[addition.Name] = old with { BrickPaths = [.. old.BrickPaths, .. addition.BrickPaths] };
        await Called("AfterExpandVolume", pool.Hosts[0]);
    }

    public Task SettleAsync(GlusterPool pool, string name, string id, CancellationToken cancellationToken) => Called("SettleVolume", pool.Hosts[0]);

    public async Task StartAsync(GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        await Called("StartVolume", pool.Hosts[0]);
        VolumesThere[name] = VolumesThere[name] with { IsStarted = true };
    }

    public async Task DeleteAsync(GlusterPool pool, string name, ImmutableHashSet<string> ownBrickPaths, CancellationToken cancellationToken)
    {
        if (!VolumesThere.TryGetValue(name, out var volume))
        {
            return;
        }

        if (!ownBrickPaths.IsSupersetOf(volume.BrickPaths))
        {
            throw new VolumeNameTakenException(name);
        }

        VolumesThere[name] = volume with { IsStarted = false };
        await Called("DeleteVolume", pool.Hosts[0]);
        VolumesThere.TryRemove(name, out _);
    }

    public async Task SetOptionsAsync(GlusterPool pool, string name, ImmutableArray<string> options, CancellationToken cancellationToken)
    {
        await Called("SetOptions", pool.Hosts[0]);
        VolumesThere[name] = VolumesThere[name] with
        {
            Options = VolumesThere[name].Options.SetItems(options.Select(o => KeyValuePair.Create(o.Split(' ')[0], o.Split(' ')[1]))),
        };
    }

    public async Task<GlusterVolume?> FindAsync(GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        await Called("FindVolume", pool.Hosts[0]);
        return VolumesThere.GetValueOrDefault(name);
    }

    public Task<ImmutableArray<GlusterVolume>> ListAsync(GlusterPool pool, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<GlusterVolume>>([.. VolumesThere.Values]);

    public Task<ImmutableArray<string>> SnapshotsAsync(GlusterPool pool, string name, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<string>>([.. SnapshotsThere.Keys]);

    public async Task<GlusterVolume> CloneAsync(GlusterPool pool, CloneSpec clone, CancellationToken cancellationToken)
    {
        await Called("Clone", pool.Hosts[0]);
        SnapshotsThere[clone.Snapshot] = true;
        await Called("AfterSnapshot", pool.Hosts[0]);
        var uuid = Guid.NewGuid();
        var origin = VolumesThere[clone.Origin];
        foreach (var (path, i) in origin.BrickPaths.Select((path, i) => (path, i)))
        {
            var there = BricksThere.Values.Single(b => path.EndsWith(":" + b.Path, StringComparison.Ordinal));
            BricksThere[$"{uuid:N}_0@{there.VolumeGroup}"] = there with { LogicalVolume = $"{uuid:N}_0", Path = $"/run/gluster/snaps/{uuid:N}/brick{i + 1}/brick" };
        }

        VolumesThere[clone.Name] = origin with
        {
            Name = clone.Name,
            GlusterId = uuid.ToString(),
            BrickPaths = [.. origin.BrickPaths.Select((path, i) => $"{path.Split(':')[0]}:/run/gluster/snaps/{uuid:N}/brick{i + 1}/brick")],
        };
        await Called("AfterClone", pool.Hosts[0]);
        SnapshotsThere.TryRemove(clone.Snapshot, out _);
        return VolumesThere[clone.Name];
    }

    public async Task DeleteSnapshotAsync(GlusterPool pool, CloneSpec clone, CancellationToken cancellationToken)
    {
        await Called("DeleteSnapshot", pool.Hosts[0]);
        SnapshotsThere.TryRemove(clone.Snapshot, out _);
    }

    public Task HealAsync(GlusterPool pool, string volume, CancellationToken cancellationToken) => Called("Heal", pool.Hosts[0]);

    public async Task<ImmutableArray<BrickHeal>> InfoAsync(GlusterPool pool, string volume, CancellationToken cancellationToken)
    {
        await Called("HealInfo", pool.Hosts[0]);
        return [.. VolumesThere[volume].BrickPaths.Select(path => Down.ContainsKey(path)
            ? new BrickHeal(path, false, null)
            : new BrickHeal(path, true, HealEntries.GetValueOrDefault(path)))];
    }

    public async Task ReplaceBrickAsync(GlusterPool pool, string volume, string oldPath, string newPath, CancellationToken cancellationToken)
    {
        await Called("ReplaceBrick", pool.Hosts[0]);
        var found = VolumesThere[volume];
        VolumesThere[volume] = found with { BrickPaths = found.BrickPaths.Replace(oldPath, newPath) };
        await Called("AfterReplaceBrick", pool.Hosts[0]);
    }

    public Task CheckAsync(NodeHost host, CancellationToken cancellationToken) => Called("Check", host);

    public Task ProbeAsync(GlusterPool pool, NodeHost newcomer, CancellationToken cancellationToken) => Called("Probe", newcomer);

    public Task DetachAsync(GlusterPool pool, NodeHost leaver, CancellationToken cancellationToken) => Called("Detach", leaver);

    public async Task<BlockTarget> CreateAsync(GlusterPool pool, BlockSpec block, CancellationToken cancellationToken)
    {
        await Called("CreateBlock", pool.Hosts[0]);
        var isNew = BlocksThere.TryAdd($"{block.HostingVolume}/{block.Name}", block.SizeGiB);
        await Called("AfterCreateBlock", pool.Hosts[0]);
        return isNew ? new("iqn." + block.Name, block.Auth ? "user" : "", block.Auth ? "password" : "") : throw new NodeException("already EXIST", "host");
    }

    public async Task<GlusterBlock?> FindAsync(GlusterPool pool, string hostingVolume, string name, CancellationToken cancellationToken)
    {
        await Called("FindBlock", pool.Hosts[0]);
        return BlocksThere.TryGetValue($"{hostingVolume}/{name}", out var size) ? new(name, TellSize(size)) : null;
    }

    public Task<IReadOnlyList<string>> ListAsync(GlusterPool pool, string hostingVolume, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. BlocksThere.Keys]);

    public async Task ExpandAsync(GlusterPool pool, string hostingVolume, string name, int sizeGiB, CancellationToken cancellationToken)
    {
        await Called("ExpandBlock", pool.Hosts[0]);
        BlocksThere[$"{hostingVolume}/{name}"] = sizeGiB;
        await Called("AfterExpandBlock", pool.Hosts[0]);
    }

    public async Task DeleteAsync(GlusterPool pool, string hostingVolume, string name, CancellationToken cancellationToken)
    {
        await Called("DeleteBlock", pool.Hosts[0]);
        BlocksThere.TryRemove($"{hostingVolume}/{name}", out _);
        await Called("AfterDeleteBlock", pool.Hosts[0]);
    }

    private async Task Called(string method, NodeHost host)
    {
        Calls.Enqueue($"{method}@{host.ManageHost}");
        await (hooks.TryGetValue($"{method}@{host.ManageHost}", out var atHost) ? atHost() : Task.CompletedTask);
        await (hooks.TryGetValue(method, out var hook) ? hook() : Task.CompletedTask);
    }
}
