using Heketi.Contracts.BlockVolumes;

namespace Heketi.Cli.Output;

/// <summary>A block volume as text.</summary>
internal static class BlockVolumeText
{
    public static string Full(BlockVolumeInfoResponse volume) =>
        $"Name: {volume.Name}\nSize: {volume.Size}\nUsableSize: {volume.UsableSize}\nVolume Id: {volume.Id}\nCluster Id: {volume.ClusterId}\n"
        + $"Hosts: [{string.Join(' ', volume.Target.Hosts)}]\nIQN: {volume.Target.Iqn}\nLUN: {volume.Target.Lun}\nHacount: {volume.HaCount}\n"
        + $"Username: {volume.Target.Username}\nPassword: {volume.Target.Password}\nBlock Hosting Volume: {volume.HostingVolumeId}\n";
}
