using System.Globalization;
using Heketi.Cli.Parsing;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Commands;

/// <summary>Makes the request of <c>volume create</c> from its flags.</summary>
internal static class VolumeCreateFlags
{
    /// <exception cref="UsageException">The size is missing or a number makes no sense.</exception>
    public static VolumeCreateRequest Read(CommandContext context)
    {
        var flags = context.Flags;
        return new VolumeCreateRequest
        {
            Size = context.Integer32("size") is not 0 and var size ? size : throw new UsageException("Missing volume size"),
            Clusters = List(flags.Text("clusters")),
            Name = flags.Text("name"),
            Durability = new VolumeDurability
            {
                Type = flags.Text("durability"),
                Replicate = new ReplicaDurability { Replica = context.Integer32("replica") },
                Disperse = new DisperseDurability { Data = context.Integer32("disperse-data"), Redundancy = context.Integer32("redundancy") },
            },
            Gid = flags.Integer("gid"),
            GlusterVolumeOptions = List(flags.Text("gluster-volume-options")),
            Block = flags.Boolean("block"),
            Snapshot = Snapshot(flags.Number("snapshot-factor")),
        };
    }

    /// <summary>The original took a factor below 1 for "no snapshots" without a word; more likely it is a mistake.</summary>
    private static VolumeSnapshot Snapshot(double factor) => factor switch
    {
        1 => new VolumeSnapshot(),
        > 1 => new VolumeSnapshot { Enable = true, Factor = (float)factor },
        _ => throw new UsageException(string.Create(
            CultureInfo.InvariantCulture,
            $"--snapshot-factor is {factor}, but must be at least 1: 1 for no snapshots, 1.5 for half the volume's size more")),
    };

    private static string[]? List(string text) => text.Length > 0 ? text.Split(',') : null;
}
