using System.Globalization;
using System.Text;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Output;

/// <summary>A volume as text.</summary>
internal static class VolumeText
{
    /// <summary>Bricks in a set of a replicated volume for which no number was given (Heketi API).</summary>
    private const int DefaultReplica = 2;

    public static string Full(VolumeInfoResponse volume)
    {
        var text = new StringBuilder()
            .Append($"Name: {volume.Name}\n")
            .Append($"Size: {volume.Size}\n")
            .Append($"Volume Id: {volume.Id}\n")
            .Append($"Cluster Id: {volume.ClusterId}\n")
            .Append($"Mount: {volume.Mount.GlusterFs.Device}\n")
            .Append($"Mount Options: {MountOptions(volume)}\n")
            .Append($"Block: {(volume.Block ? "true" : "false")}\n")
            .Append($"Free Size: {volume.BlockInfo.FreeSize}\n")
            .Append($"Reserved Size: {volume.BlockInfo.ReservedSize}\n")
            .Append($"Block Hosting Restriction: {(volume.BlockInfo.Restriction is { Length: > 0 } restriction ? restriction : "(none)")}\n")
            .Append($"Block Volumes: [{string.Join(' ', volume.BlockInfo.BlockVolumes ?? [])}]\n")
            .Append($"Durability Type: {volume.Durability.Type}\n")
            .Append($"Distribute Count: {(volume.Bricks?.Count ?? 0) / SetSize(volume.Durability)}\n")
            .Append(DurabilityCounts(volume.Durability));
        if (volume.Snapshot.Enable)
        {
            text.Append(CultureInfo.InvariantCulture, $"Snapshot Factor: {volume.Snapshot.Factor:F2}\n\n");
        }

        return text.ToString();
    }

    public static string MountOptions(VolumeInfoResponse volume) =>
        string.Join(',', Units.Sorted(volume.Mount.GlusterFs.Options).Select(option => $"{option.Key}={option.Value}"));

    private static int SetSize(VolumeDurability durability) => Math.Max(1, durability.Type switch
    {
        "replicate" => durability.Replicate.Replica > 0 ? durability.Replicate.Replica : DefaultReplica,
        "disperse" => durability.Disperse.Data + durability.Disperse.Redundancy,
        _ => 1,
    });

    private static string DurabilityCounts(VolumeDurability durability) => durability.Type switch
    {
        "replicate" => $"Replica Count: {durability.Replicate.Replica}\n",
        "disperse" => $"Disperse Data Count: {durability.Disperse.Data}\nDisperse Redundancy Count: {durability.Disperse.Redundancy}\n",
        _ => "",
    };
}
