using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;
using Heketi.Nodes.Commands;
using Heketi.Nodes.FileSystems;
using Heketi.Nodes.Gluster;
using Heketi.Nodes.GlusterBlocks;
using Heketi.Nodes.Inspection;
using Heketi.Nodes.Lvm;
using Heketi.Nodes.Transports;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes;

/// <summary>Storage nodes by the commands that an administrator would type, over any transport.</summary>
public sealed class CommandStorageNodes : IStorageNodes
{
    /// <summary>Storage nodes reached by <paramref name="transport"/>, which stays the caller's to dispose of.</summary>
    public CommandStorageNodes(
        ICommandTransport transport, ExecutorSettings settings, TimeProvider clock, ILoggerFactory loggers, INodeHealth? health = null)
        : this(new BatchRunner(transport, Sudo(settings), loggers.CreateLogger<BatchRunner>()), settings, clock, loggers, health)
    {
    }

    /// <summary>Storage nodes on which <paramref name="batches"/> run.</summary>
    public CommandStorageNodes(
        IBatchRunner batches, ExecutorSettings settings, TimeProvider clock, ILoggerFactory loggers, INodeHealth? health = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var gluster = new GlusterRunner(batches, settings, clock, loggers.CreateLogger<GlusterRunner>(), health: health);
        var commands = new GlusterCommands(settings);
        var lanes = new ClusterLanes();
        Devices = new DeviceService(batches, settings);
        Bricks = new BrickService(batches, settings);
        Volumes = new VolumeService(gluster, lanes, commands, settings, loggers.CreateLogger<VolumeService>());
        Clones = new CloneService(gluster, lanes, commands, Volumes);
        Heals = new HealService(gluster, lanes, commands, Volumes);
        Blocks = new BlockVolumeService(gluster, lanes, new BlockCommands(settings));
        Peers = new PeerService(batches, gluster, lanes, commands, settings);
        Inspector = new NodeInspector(batches, settings);
    }

    /// <inheritdoc/>
    public IDeviceService Devices { get; }

    /// <inheritdoc/>
    public IBrickService Bricks { get; }

    /// <inheritdoc/>
    public IVolumeService Volumes { get; }

    /// <inheritdoc/>
    public ICloneService Clones { get; }

    /// <inheritdoc/>
    public IPeerService Peers { get; }

    /// <inheritdoc/>
    public IHealService Heals { get; }

    /// <inheritdoc/>
    public IBlockVolumeService Blocks { get; }

    /// <inheritdoc/>
    public INodeInspector Inspector { get; }

    private static bool Sudo(ExecutorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Sudo;
    }
}
