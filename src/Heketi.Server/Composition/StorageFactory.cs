using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Operations.Devices;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Operations.Nodes;
using Heketi.Core.Operations.Queue;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Placement;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.LiteDb;
using Heketi.Server.Administration;
using Heketi.Server.Configuration;

namespace Heketi.Server.Composition;

/// <summary>The one place where store, executor and operations are put together.</summary>
public sealed class StorageFactory : IStorageFactory
{
    private const ulong KiBOfGiB = 1024 * 1024;

    /// <inheritdoc/>
    public async Task<StorageParts> OpenAsync(
        ServerSettings settings, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var executor = Executors.Create(settings.GlusterFs, loggers, time);
        var store = await OpenStoreAsync(settings.GlusterFs, loggers, time, cancellationToken);
        return await ConnectAsync(settings, store, executor, loggers, time, cancellationToken);
    }

    /// <summary>The part of the configuration that operations need.</summary>
    public static OperationSettings OperationSettingsOf(GlusterFsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            MaxInflight = settings.MaxInflightOperations,
            MaxQueued = settings.MaxQueuedOperations,
            Limits = new()
            {
                BrickMaxKiB = (ulong)settings.BrickMaxGiB * KiBOfGiB,
                BrickMinKiB = (ulong)settings.BrickMinGiB * KiBOfGiB,
                MaxBricksPerVolume = settings.MaxBricksPerVolume,
            },
            MaxVolumesPerCluster = settings.MaxVolumesPerCluster,
            StrictZones = settings.StrictZones,
            PreRequestOptions = settings.PreRequestVolumeOptions,
            PostRequestOptions = settings.PostRequestVolumeOptions,
            BlockHostingOptions = settings.BlockHostingVolumeOptions,
        };
    }

    private static async Task<StorageParts> ConnectAsync(
        ServerSettings settings, ITopologyStore store, Executor executor, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var operationSettings = OperationSettingsOf(settings.GlusterFs);
        var queue = new OperationQueue(time);
        var scheduler = new OperationScheduler(operationSettings, loggers.CreateLogger<OperationScheduler>());
        var runner = new OperationRunner(
            store, queue, scheduler, Handlers(store, executor.Nodes, loggers), loggers.CreateLogger<OperationRunner>());
        var recovery = new OperationRecovery(store, runner);
        List<IAsyncDisposable> owned = [new Closing(scheduler), executor];
        if (!settings.GlusterFs.DatabaseReadOnly)
        {
            await recovery.MarkStaleAsync(cancellationToken);
            if (settings.GlusterFs.BackgroundCleaner)
            {
                owned.Insert(0, new BackgroundCleaner(recovery, settings.GlusterFs, time, loggers.CreateLogger<BackgroundCleaner>()));
            }
        }

        return new()
        {
            Store = store,
            Queue = queue,
            Operations = new StorageOperations(
                store,
                executor.Nodes,
                runner,
                new VolumePlanner(operationSettings, new BrickPlacer(operationSettings.Limits, Random.Shared, EntityId.New), time),
                new NodePlanner(time),
                new DevicePlanner(time)),
            DrainAsync = scheduler.DrainAsync,
            Owned = owned,
        };
    }

    private static IEnumerable<IOperationKindHandler> Handlers(ITopologyStore store, IStorageNodes nodes, ILoggerFactory loggers) =>
    [
        new CreateVolumeHandler(store, nodes),
        new ExpandVolumeHandler(store, nodes),
        new DeleteVolumeHandler(store, nodes),
        new AddNodeHandler(store, nodes),
        new DeleteNodeHandler(store, nodes, loggers.CreateLogger<DeleteNodeHandler>()),
        new AddDeviceHandler(store, nodes),
        new DeleteDeviceHandler(store, nodes, loggers.CreateLogger<DeleteDeviceHandler>()),
    ];

    private static async Task<ITopologyStore> OpenStoreAsync(
        GlusterFsSettings settings, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(settings.Database);
        try
        {
            if (!settings.DatabaseReadOnly)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            }

            return await LiteDbTopologyStore.OpenAsync(
                new()
                {
                    Path = path,
                    ReadOnly = settings.DatabaseReadOnly,
                    BackupDirectory = settings.DatabaseReadOnly ? null : path + ".backups",
                },
                loggers.CreateLogger<LiteDbTopologyStore>(),
                time,
                cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreLockedException or StoreUnreadableException)
        {
            throw new StartFailedException($"Unable to open database: {e.Message}", e);
        }
    }

    /// <summary>Something that is closed without waiting.</summary>
    private sealed class Closing(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
