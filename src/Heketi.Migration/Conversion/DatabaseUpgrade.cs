using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Migration.Conversion;

/// <summary>
/// What the original does to a database of an older version when it starts on one, and the attributes by which it knows that it
/// did. Doing it again changes nothing.
/// </summary>
public static class DatabaseUpgrade
{
    private const string ClusterFlags = "DB_CLUSTER_HAS_FILE_BLOCK_FLAG";
    private const string Yes = "yes";

    private static readonly string[] Steps = ["DB_BRICK_HAS_SUBTYPE_FIELD", ClusterFlags, "DB_DEVICE_HAS_ID_META", "DB_HAS_PENDING_OPS_BUCKET"];

    /// <summary>Attributes that this version does not know: a newer one wrote the database and means something by them.</summary>
    public static IReadOnlyList<string> UnknownAttributes(TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return [.. topology.Attributes.Select(attribute => attribute.Id)
            .Where(id => id != DatabaseAttribute.GenerationId && !Steps.Contains(id)
                && !id.StartsWith(DatabaseAttribute.IdempotencyPrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether <see cref="Apply"/> would change anything.</summary>
    public static bool IsNeeded(TopologySnapshot topology)
    {
        var editor = new TopologyEditor(topology);
        Apply(editor);
        return editor.Changed.Count > 0;
    }

    /// <summary>Brings the database to this version.</summary>
    public static void Apply(TopologyEditor editor)
    {
        ArgumentNullException.ThrowIfNull(editor);
        if (!editor.Current.Attributes.Contains(ClusterFlags))
        {
            // Before there were flags, every cluster took all volumes
            foreach (var cluster in editor.Current.Clusters.Where(cluster => !cluster.File && !cluster.Block).ToList())
            {
                editor.Put(cluster with { File = true, Block = true });
            }
        }

        foreach (var volume in editor.Current.Volumes.Where(volume => volume.Block && volume.PendingId.Length == 0).ToList())
        {
            Reserve(editor, volume);
        }

        foreach (var step in Steps.Where(step => !editor.Current.Attributes.Contains(step)))
        {
            editor.Put(new DatabaseAttribute { Id = step, Value = Yes });
        }

        if (!editor.Current.Attributes.Contains(DatabaseAttribute.GenerationId))
        {
            editor.Put(new DatabaseAttribute { Id = DatabaseAttribute.GenerationId, Value = EntityId.New() });
        }
    }

    /// <summary>
    /// Old hosting volumes kept nothing back from block volumes. Where there is room, two of a hundred GiB are kept back now;
    /// where there is none, the volume is closed to new block volumes until an admin makes room and opens it.
    /// </summary>
    private static void Reserve(TopologyEditor editor, Volume volume)
    {
        var topology = editor.Current;
        var taken = topology.BlockVolumesOfHost(volume.Id).Sum(id => (long)topology.BlockVolumes[id].SizeGiB);
        if (volume.BlockReservedGiB > 0 || volume.BlockRestriction is BlockRestriction.LockedByUpdate
            || taken != (long)volume.SizeGiB - volume.BlockFreeGiB)
        {
            return;
        }

        var reserve = volume.SizeGiB - (int)((long)volume.SizeGiB * 98 / 100);
        editor.Put(volume.BlockFreeGiB >= reserve
            ? volume with { BlockFreeGiB = volume.BlockFreeGiB - reserve, BlockReservedGiB = reserve }
            : volume with { BlockRestriction = BlockRestriction.LockedByUpdate });
    }
}
