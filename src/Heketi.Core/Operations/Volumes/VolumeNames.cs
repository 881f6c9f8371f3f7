using Heketi.Core.Nodes;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Names that Gluster knows and the topology does not.</summary>
internal static class VolumeNames
{
    /// <summary>Refuses a name that a volume of Gluster has, before anything is made on the nodes.</summary>
    /// <exception cref="VolumeNameTakenException">It is taken.</exception>
    public static async Task RefuseTakenNameAsync(this IVolumeService volumes, GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        if (await volumes.FindAsync(pool, name, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new VolumeNameTakenException(
                $"Gluster has a volume named {name} that is not in the database; it was left untouched. Choose another name, or rename or delete that volume by hand.");
        }
    }
}
