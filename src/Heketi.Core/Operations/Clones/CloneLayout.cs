using System.Collections.Immutable;
using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Clones;

/// <summary>Where Gluster puts the bricks of a clone.</summary>
internal static class CloneLayout
{
    /// <summary>Directory below which Gluster mounts snapshots and clones; glusterd mounts them again after a boot.</summary>
    private const string SnapshotMounts = "/run/gluster/snaps/";

    /// <summary>
    /// The records of a clone's bricks with the paths and logical volumes that Gluster gave them, or null when the volume is no clone with
    /// just these bricks. Gluster names the logical volumes after the clone's UUID and counts those of each host from 0.
    /// </summary>
    /// <param name="topology">Where the nodes are.</param>
    /// <param name="bricks">The clone's bricks in the order of the origin's.</param>
    /// <param name="volume">The clone as Gluster tells it.</param>
    public static ImmutableArray<Brick>? Of(TopologySnapshot topology, ImmutableArray<Brick> bricks, GlusterVolume volume)
    {
        if (volume.BrickPaths.Length != bricks.Length)
        {
            return null;
        }

        var group = volume.GlusterId.Replace("-", "", StringComparison.Ordinal);
        var ofHost = new Dictionary<string, int>(StringComparer.Ordinal);
        var placed = ImmutableArray.CreateBuilder<Brick>(bricks.Length);
        foreach (var (brick, path) in bricks.Zip(volume.BrickPaths))
        {
            var prefix = topology.Nodes[brick.NodeId].StorageHost + ":";
            if (!path.StartsWith(prefix + SnapshotMounts, StringComparison.Ordinal))
            {
                return null;
            }

            var index = ofHost[brick.NodeId] = ofHost.GetValueOrDefault(brick.NodeId, -1) + 1;
            placed.Add(brick with
            {
                Path = path[prefix.Length..],
                LogicalVolume = string.Create(CultureInfo.InvariantCulture, $"{group}_{index}"),
            });
        }

        return placed.MoveToImmutable();
    }
}
