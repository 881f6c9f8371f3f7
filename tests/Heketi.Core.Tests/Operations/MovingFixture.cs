using System.Collections.Immutable;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

/// <summary>A cluster of nodes n1, n2, ... in zones of their own, each with the devices d1, d2, ... and e1, e2, ...</summary>
internal sealed class MovingFixture : IDisposable
{
    private readonly OperationsFixture fixture = new(new() { HealWait = TimeSpan.FromMinutes(5) });

    public FakeStorageNodes Nodes => fixture.Nodes;

    public ITopologyStore Store => fixture.Store;

    public TopologySnapshot Topology => fixture.Store.Snapshot;

    public IStorageOperations Operations => fixture.Operations;

    public async Task BuildAsync(int nodes, int devices = 1)
    {
        var cluster = await Operations.CreateClusterAsync(file: true, block: true, CancellationToken.None);
        for (var n = 1; n <= nodes; n++)
        {
            var node = new Node { Id = $"n{n}", ClusterId = cluster.Id, Zone = n, ManageHostnames = [$"manage{n}"], StorageHostnames = [$"storage{n}"] };
            await fixture.Store.ChangeAsync(editor =>
            {
                editor.Put(node);
                foreach (var letter in "de".Take(devices))
                {
                    editor.Put(new Device { Id = $"{letter}{n}", NodeId = node.Id, Name = "/dev/sd" + letter, Storage = new(100UL << 20, 100UL << 20, 0) });
                }

                return true;
            });
        }
    }

    public Task<string> CreateVolume(int replica = 3) => CreateVolume(new Durability { Kind = DurabilityKind.Replicate, Replica = replica });

    public async Task<string> CreateVolume(Durability durability)
    {
        var outcome = await Run(Operations.CreateVolumeAsync(new() { SizeGiB = 2, Durability = durability }, CancellationToken.None));
        return outcome.Should().BeOfType<QueuedOutcome.Done>().Which.Location!["/volumes/".Length..];
    }

    public Task<QueuedOutcome> Run(Task<string> request) => fixture.Run(request);

    public Task<QueuedOutcome> End(string queueId) => fixture.End(queueId);

    public Task<QueuedOutcome> Evict(string brickId, bool healCheck = true) =>
        Run(Operations.EvictBrickAsync(brickId, healCheck, CancellationToken.None));

    public Task<QueuedOutcome> SetDevice(string deviceId, EntryState state) =>
        Run(Operations.SetDeviceStateAsync(deviceId, state, true, CancellationToken.None));

    public Task<QueuedOutcome> SetNode(string nodeId, EntryState state) =>
        Run(Operations.SetNodeStateAsync(nodeId, state, true, CancellationToken.None));

    public Task Change(Action<TopologyEditor> change) => fixture.Store.ChangeAsync(change);

    public Task Restart() => fixture.Restart();

    public Task<int> CleanUp() => fixture.Recovery.CleanUpAsync(null, CancellationToken.None);

    public string BrickOn(string nodeId, string volumeId) =>
        Topology.BricksOfVolume(volumeId).Single(id => Topology.Bricks[id].NodeId == nodeId);

    public string PathOf(string brickId) => $"{Topology.Nodes[Topology.Bricks[brickId].NodeId].StorageHost}:{Topology.Bricks[brickId].Path}";

    public ImmutableArray<string> GlusterPaths(string volumeId) => Nodes.VolumesThere[Topology.Volumes[volumeId].Name].BrickPaths;

    /// <summary>
    /// Books, nodes and Gluster say the same: the bricks of each volume are those of Gluster's volume, all of them exist, no other
    /// exists, none is pending, no node has two of a set, and the space of each device is that of its bricks.
    /// </summary>
    public void ShouldAddUp()
    {
        Topology.Bricks.Should().OnlyContain(b => b.PendingId == "");
        Nodes.BricksThere.Keys.Should().BeEquivalentTo(Topology.Bricks.Select(b => b.Id));
        foreach (var volume in Topology.Volumes)
        {
            var paths = GlusterPaths(volume.Id);
            paths.Should().BeEquivalentTo(Topology.BricksOfVolume(volume.Id).Select(PathOf));
            paths.Chunk(volume.Durability.BricksPerSet).Should().OnlyContain(set => set.DistinctBy(p => p.Split(':')[0]).Count() == set.Length);
        }

        foreach (var device in Topology.Devices)
        {
            var used = Topology.BricksOfDevice(device.Id).Aggregate(0UL, (sum, id) => sum + Topology.Bricks[id].TotalKiB);
            device.Storage.Should().Be(new DeviceStorage(device.Storage.TotalKiB, device.Storage.TotalKiB - used, used));
        }
    }

    public void Dispose() => fixture.Dispose();
}
