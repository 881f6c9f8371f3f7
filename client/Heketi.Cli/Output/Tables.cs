using System.Globalization;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Output;

/// <summary>The lists as tables.</summary>
internal static class Tables
{
    public static string Of(IEnumerable<ClusterInfoResponse> clusters) => TableText.Of(
        ["ID", "FILE", "BLOCK", "NODES", "VOLUMES", "BLOCK VOLUMES"],
        clusters.Select(cluster => (IReadOnlyList<string>)[cluster.Id, Word(cluster.File), Word(cluster.Block), Number(cluster.Nodes.Count), Number(cluster.Volumes.Count), Number(cluster.BlockVolumes.Count)]));

    public static string Of(IEnumerable<NodeInfoResponse> nodes) => TableText.Of(
        ["ID", "CLUSTER", "ZONE", "STATE", "MANAGE", "STORAGE", "DEVICES", "FREE GiB"],
        nodes.Select(node => (IReadOnlyList<string>)
        [
            node.Id,
            node.ClusterId,
            Number(node.Zone),
            Units.State(node.State),
            string.Join(',', node.Hostnames.Manage ?? []),
            string.Join(',', node.Hostnames.Storage ?? []),
            Number(node.Devices.Count),
            Number(Units.Gib((ulong)node.Devices.Sum(device => (decimal)device.Storage.Free))),
        ]));

    public static string Of(IEnumerable<VolumeInfoResponse> volumes) => TableText.Of(
        ["ID", "NAME", "SIZE GiB", "DURABILITY", "BLOCK", "CLUSTER"],
        volumes.Select(volume => (IReadOnlyList<string>)[volume.Id, volume.Name, Number(volume.Size), volume.Durability.Type ?? "", Word(volume.Block), volume.ClusterId]));

    public static string Of(IEnumerable<BlockVolumeInfoResponse> volumes) => TableText.Of(
        ["ID", "NAME", "SIZE GiB", "HA", "HOSTING VOLUME", "CLUSTER"],
        volumes.Select(volume => (IReadOnlyList<string>)[volume.Id, volume.Name, Number(volume.Size), Number(volume.HaCount), volume.HostingVolumeId ?? "", volume.ClusterId]));

    private static string Word(bool value) => value ? "yes" : "no";

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
