using Heketi.Core.Operations;
using Heketi.Core.Operations.BlockVolumes;
using Heketi.Core.Operations.Bricks;
using Heketi.Core.Operations.Clones;
using Heketi.Core.Operations.Devices;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Operations.Nodes;
using Heketi.Core.Operations.Queue;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Placement;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.Core.Tests.Operations;

/// <summary>A whole engine over a memory store and fake nodes; <see cref="Restart"/> is what a new process would be.</summary>
internal sealed class OperationsFixture : IDisposable
{
    public OperationsFixture(OperationSettings? settings = null)
    {
        Settings = settings ?? new();
        (Operations, Queue, Scheduler, Recovery) = Build();
    }

    public OperationSettings Settings { get; }

    /// <summary>The clock of waits for heals: each look at it is a minute later, and its timers are due at once.</summary>
    public TimeProvider Time { get; } = new HurryingClock();

    public MemoryTopologyStore Store { get; } = new();

    public FakeStorageNodes Nodes { get; } = new();

    public StorageOperations Operations { get; private set; }

    public OperationQueue Queue { get; private set; }

    public OperationScheduler Scheduler { get; private set; }

    public OperationRecovery Recovery { get; private set; }

    /// <summary>Forgets all that only the process knew.</summary>
    public async Task Restart()
    {
        (Operations, Queue, Scheduler, Recovery) = Build();
        await Recovery.MarkStaleAsync(CancellationToken.None);
    }

    public async Task<string> ThreeNodeCluster()
    {
        var cluster = await Operations.CreateClusterAsync(file: true, block: true, CancellationToken.None);
        for (var n = 1; n <= 3; n++)
        {
            var node = new Node { Id = $"n{n}", ClusterId = cluster.Id, Zone = n, ManageHostnames = [$"manage{n}"], StorageHostnames = [$"storage{n}"] };
            var device = new Device { Id = $"d{n}", NodeId = node.Id, Name = "/dev/sdb", Storage = new(100UL << 20, 100UL << 20, 0) };
            await Store.ChangeAsync(editor =>
            {
                editor.Put(node);
                editor.Put(device);
            });
        }

        return cluster.Id;
    }

    public static VolumeOrder Replica3(int sizeGiB, string name = "") => new()
    {
        SizeGiB = sizeGiB,
        Name = name,
        Durability = new() { Kind = DurabilityKind.Replicate, Replica = 3 },
    };

    /// <summary>Waits until the request behind <paramref name="queueId"/> has ended.</summary>
    public async Task<QueuedOutcome> End(string queueId)
    {
        while (true)
        {
            if (Queue.Poll(queueId) is { } outcome and not QueuedOutcome.Pending)
            {
                return outcome;
            }

            await Task.Yield();
        }
    }

    public async Task<QueuedOutcome> Run(Task<string> request) => await End(await request);

    public async Task<string> CreateVolume(int sizeGiB, string name = "")
    {
        var outcome = await Run(Operations.CreateVolumeAsync(Replica3(sizeGiB, name), CancellationToken.None));
        return outcome.Should().BeOfType<QueuedOutcome.Done>().Which.Location!["/volumes/".Length..];
    }

    /// <summary>Nothing is on the nodes, nothing in the books.</summary>
    public void ShouldBeClean()
    {
        Nodes.BricksThere.Should().BeEmpty();
        Nodes.VolumesThere.Should().BeEmpty();
        Store.Snapshot.Bricks.Should().BeEmpty();
        Store.Snapshot.Volumes.Should().BeEmpty();
        Store.Snapshot.Operations.Should().BeEmpty();
        Store.Snapshot.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == 0 && d.Storage.FreeKiB == d.Storage.TotalKiB);
    }

    public void Dispose() => Scheduler.Dispose();

    private (StorageOperations Operations, OperationQueue Queue, OperationScheduler Scheduler, OperationRecovery Recovery) Build()
    {
        var queue = new OperationQueue(TimeProvider.System);
        var scheduler = new OperationScheduler(Settings, NullLogger<OperationScheduler>.Instance);
        IOperationKindHandler[] handlers =
        [
            new CreateVolumeHandler(Store, Nodes),
            new ExpandVolumeHandler(Store, Nodes),
            new DeleteVolumeHandler(Store, Nodes),
            new CreateBlockVolumeHandler(Store, Nodes, new CreateVolumeHandler(Store, Nodes)),
            new ExpandBlockVolumeHandler(Store, Nodes),
            new DeleteBlockVolumeHandler(Store, Nodes),
            new CloneVolumeHandler(Store, Nodes),
            new AddNodeHandler(Store, Nodes),
            new DeleteNodeHandler(Store, Nodes, NullLogger<DeleteNodeHandler>.Instance),
            new AddDeviceHandler(Store, Nodes),
            new DeleteDeviceHandler(Store, Nodes, NullLogger<DeleteDeviceHandler>.Instance),
            new EvictBrickHandler(
                Store, Nodes, new ReplacementPlacer(new Random(1), EntityId.New), Settings, Time, NullLogger<EvictBrickHandler>.Instance),
            new RemoveDeviceHandler(Store, new(TimeProvider.System), NullLogger<RemoveDeviceHandler>.Instance),
            new RemoveNodeHandler(Store, new(TimeProvider.System)),
        ];
        var runner = new OperationRunner(Store, queue, scheduler, handlers, NullLogger<OperationRunner>.Instance);
        var volumes = new VolumePlanner(Settings, new OneBrickPerNodePlacer(), TimeProvider.System);
        var operations = new StorageOperations(
            Store,
            Nodes,
            runner,
            volumes,
            new NodePlanner(TimeProvider.System),
            new DevicePlanner(TimeProvider.System),
            new BrickPlanner(TimeProvider.System),
            new BlockVolumePlanner(Settings, volumes, TimeProvider.System),
            new ClonePlanner(Settings, TimeProvider.System));
        return (operations, queue, scheduler, new(Store, runner));
    }

    /// <summary>The simplest placement: one brick on the first device of each of the first nodes.</summary>
    private sealed class OneBrickPerNodePlacer : IBrickPlacer
    {
        public PlacementResult Place(TopologySnapshot topology, PlacementRequest request)
        {
            var size = (ulong)request.SizeGiB << 20;
            var bricks = topology.NodesOfCluster(request.ClusterId)
                .Select(n => topology.Devices[topology.DevicesOfNode(n)[0]])
                .Where(d => d.Storage.FreeKiB >= size + 4096)
                .Take(request.Durability.BricksPerSet)
                .Select(d => BrickOn(d, request.VolumeId, size))
                .ToArray();
            return bricks.Length == request.Durability.BricksPerSet
                ? new PlacementResult.Placed([[.. bricks]])
                : new PlacementResult.Refused(RefusalKind.NoSpace, "too little free space");
        }

        private static Brick BrickOn(Device device, string volumeId, ulong size)
        {
            var id = EntityId.New();
            return new()
            {
                Id = id,
                DeviceId = device.Id,
                NodeId = device.NodeId,
                VolumeId = volumeId,
                Path = Brick.PathOf(device.Id, id),
                SizeKiB = size,
                PoolSizeKiB = size,
                PoolMetadataSizeKiB = 4096,
            };
        }
    }
}
