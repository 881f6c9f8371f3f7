using Heketi.Core.Nodes;
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
using Heketi.Nodes.Mock;
using Heketi.Server.Configuration;
using Heketi.Server.Kubernetes;
using Heketi.Server.Kubernetes.Events;
using Heketi.Server.Metrics;

namespace Heketi.Server.Composition;

/// <summary>The one place where store, executor and operations are put together.</summary>
public sealed class StorageFactory : IStorageFactory
{
    /// <inheritdoc/>
    public async Task<StorageParts> OpenAsync(
        ServerSettings settings, ClusterServices cluster, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(loggers);
        Func<bool>? mayWrite = cluster.Lease is { } lease ? () => lease.IsHeld : null;
        var health = new NodeHealth();
        var metrics = new ServerMetrics();
        var (nodes, connections) = NodesFactory.Create(settings.GlusterFs, mayWrite, health, metrics, loggers, time);
        if (cluster.Secret is { } secret && !settings.GlusterFs.DatabaseReadOnly)
        {
            await new DatabaseRestore(secret, settings, time, loggers.CreateLogger<StorageFactory>()).RunAsync(cancellationToken);
        }

        var store = await StoreFactory.OpenAsync(settings.GlusterFs, mayWrite, loggers, time, cancellationToken);
        (nodes as MockStorageNodes)?.Remember(store.Snapshot);
        return await BuildAsync(
            settings.GlusterFs, cluster.Secret, mayWrite, store, nodes, health, connections, metrics, cluster.Events, loggers, time, cancellationToken);
    }

    /// <summary>Puts operations on top of a store and nodes.</summary>
    /// <param name="settings">Settings.</param>
    /// <param name="secret">Where the database is backed up to; null: nowhere.</param>
    /// <param name="mayWrite">Whether this process may write; null: always.</param>
    /// <param name="store">Store; belongs to the result.</param>
    /// <param name="nodes">Nodes.</param>
    /// <param name="health">How the nodes are.</param>
    /// <param name="connections">Connections to the nodes, closed with the result.</param>
    /// <param name="metrics">Counts what happens.</param>
    /// <param name="events">Told of what fails; null: nobody is.</param>
    /// <param name="loggers">Loggers.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<StorageParts> BuildAsync(
        GlusterFsSettings settings,
        DatabaseSecret? secret,
        Func<bool>? mayWrite,
        ITopologyStore store,
        IStorageNodes nodes,
        NodeHealth health,
        IAsyncDisposable? connections,
        ServerMetrics metrics,
        IClusterEvents? events,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var operationSettings = OperationSettingsFactory.Create(settings);
        var queue = new OperationQueue(time);
        var scheduler = new OperationScheduler(operationSettings, loggers.CreateLogger<OperationScheduler>());
        var bricks = new BrickPlanner(time);
        var devices = new DevicePlanner(time);
        IOperationKindHandler[] handlers =
        [
            .. Handlers(store, nodes, loggers),
            new EvictBrickHandler(
                store, nodes, new ReplacementPlacer(Random.Shared, EntityId.New, health), operationSettings, time, loggers.CreateLogger<EvictBrickHandler>()),
            new RemoveDeviceHandler(store, bricks, loggers.CreateLogger<RemoveDeviceHandler>()),
            new RemoveNodeHandler(store, devices),
        ];
        var runner = new OperationRunner(
            store, queue, scheduler, handlers, loggers.CreateLogger<OperationRunner>(), events is null ? metrics : new OperationEvents(events, metrics));
        var placer = new HealthyNodesPlacer(new BrickPlacer(operationSettings.Limits, Random.Shared, EntityId.New), health);
        var volumes = new VolumePlanner(operationSettings, placer, time);
        var recovery = new OperationRecovery(store, runner);
        await MarkStaleAsync(recovery, settings, loggers, cancellationToken);
        return new()
        {
            Store = store,
            Operations = new StorageOperations(
                store,
                nodes,
                runner,
                volumes,
                new NodePlanner(time),
                devices,
                bricks,
                new BlockVolumePlanner(operationSettings, volumes, time),
                new ClonePlanner(operationSettings, time)),
            Nodes = nodes,
            Health = health,
            Queue = queue,
            CleanUpAsync = recovery.CleanUpAsync,
            Enqueue = runner.StartUnjournaled,
            DrainAsync = grace => Task.WhenAll(scheduler.StopAsync(grace, time), runner.WhenUnscheduledEndedAsync(grace, time)),
            Owned = [scheduler],
            Metrics = metrics,
            Load = () => (scheduler.Running, scheduler.Waiting),
            BackupSecret = secret,
            MayWrite = mayWrite ?? (() => true),
            Events = events ?? new NoClusterEvents(),
            Connections = connections,
        };
    }

    private static IOperationKindHandler[] Handlers(ITopologyStore store, IStorageNodes nodes, ILoggerFactory loggers) =>
    [
        new CreateVolumeHandler(store, nodes),
        new ExpandVolumeHandler(store, nodes),
        new DeleteVolumeHandler(store, nodes),
        new CreateBlockVolumeHandler(store, nodes, new CreateVolumeHandler(store, nodes)),
        new ExpandBlockVolumeHandler(store, nodes),
        new DeleteBlockVolumeHandler(store, nodes),
        new CloneVolumeHandler(store, nodes),
        new AddNodeHandler(store, nodes),
        new DeleteNodeHandler(store, nodes, loggers.CreateLogger<DeleteNodeHandler>()),
        new AddDeviceHandler(store, nodes),
        new DeleteDeviceHandler(store, nodes, loggers.CreateLogger<DeleteDeviceHandler>()),
    ];

    private static async Task MarkStaleAsync(
        OperationRecovery recovery, GlusterFsSettings settings, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (settings.DatabaseReadOnly)
        {
            return;
        }

        var count = await recovery.MarkStaleAsync(cancellationToken);
        if (count > 0)
        {
            loggers.CreateLogger<StorageFactory>().LogWarning(
                "{Count} pending operations were left behind by the process before; the background cleaner or POST /operations/pending/cleanup ends them",
                count);
        }
    }
}
