using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;

namespace Heketi.Nodes.Mock;

/// <summary>Volumes and block volumes that exist in memory; there are no disks to look at.</summary>
internal sealed class MockInspector(IVolumeService volumes, IBlockVolumeService blocks) : INodeInspector
{
    public async Task<NodeInspection> InspectAsync(
        string clusterId, NodeHost host, ImmutableArray<string> hostingVolumes, CancellationToken cancellationToken)
    {
        var pool = new GlusterPool(clusterId, [host]);
        var named = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var volume in hostingVolumes)
        {
            named[volume] = [.. await blocks.ListAsync(pool, volume, cancellationToken)];
        }

        return new()
        {
            NodeId = host.NodeId,
            HasDisks = false,
            Volumes = [.. (await volumes.ListAsync(pool, cancellationToken)).Select(Inspected)],
            PhysicalVolumes = [],
            VolumeGroups = [],
            LogicalVolumes = [],
            Mounts = [],
            Fstab = [],
            BlockVolumes = named.ToImmutable(),
        };
    }

    private static InspectedVolume Inspected(GlusterVolume volume) => new()
    {
        Name = volume.Name,
        GlusterId = volume.GlusterId,
        Status = 1,
        StatusText = "Started",
        BrickCount = volume.BrickPaths.Length,
        DistCount = volume.BricksPerSet,
        Bricks = [.. volume.BrickPaths.Select(path => new InspectedBrick(path))],
        Options = [.. volume.Options],
    };
}
