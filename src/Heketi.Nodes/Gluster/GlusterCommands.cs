using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Gluster;

/// <summary>
/// Commands of the gluster CLI, worded as the original words them. Changes are asked for as text, whose exit code can be
/// trusted; with <c>--xml</c> the CLI ends many failed commands with 0, so only answers are asked for as XML.
/// </summary>
internal sealed class GlusterCommands(ExecutorSettings settings)
{
    private readonly CommandLine _gluster = CommandLine.Of(
        "gluster", "--mode=script", string.Create(CultureInfo.InvariantCulture, $"--timeout={settings.GlusterCliTimeoutSeconds}"));

    public CommandLine VolumeCreate(VolumeSpec volume) =>
        _gluster.With("volume", "create", volume.Name).With(KindOf(volume)).With(volume.BrickPaths);

    /// <summary>A new volume's options, and whose it is.</summary>
    public IEnumerable<CommandLine> VolumeSets(VolumeSpec volume) => VolumeSets(volume.Name, volume.Options.Append("user.heketi.id " + volume.Id));

    /// <summary>An option is one string "key value"; words behind are further arguments, as the original's shell takes them.</summary>
    public IEnumerable<CommandLine> VolumeSets(string volume, IEnumerable<string> options) => options
        .Select(option => option.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 0)
        .Select(words => _gluster.With("volume", "set", volume).With(words));

    public CommandLine VolumeStart(string name) => _gluster.With("volume", "start", name);

    /// <summary>
    /// Starts it where it is not started. Without force a node that was away when the volume was stopped refuses for all: "Pre
    /// Validation failed on node2. Volume v already started".
    /// </summary>
    public CommandLine VolumeStartForced(string name) => VolumeStart(name).With("force");

    public CommandLine VolumeStop(string name) => _gluster.With("volume", "stop", name, "force");

    public CommandLine VolumeDelete(string name) => _gluster.With("volume", "delete", name);

    public CommandLine VolumeInfo(string name) => _gluster.With("volume", "info", name, "--xml");

    public CommandLine VolumeInfoOfAll() => _gluster.With("volume", "info", "--xml");

    public CommandLine AddBrick(VolumeSpec addition) => _gluster.With("volume", "add-brick", addition.Name).With(addition.BrickPaths);

    /// <summary>
    /// A client looks for a file on all brick sets, not only where it belongs. While files move to new bricks, Gluster (since 7)
    /// otherwise tells clients that some do not exist: the first of several rebalance processes to end declares the directory done
    /// (glusterfs issue 973).
    /// </summary>
    public CommandLine LookEverywhere(string name) => _gluster.With("volume", "set", name, "cluster.lookup-optimize", "off");

    public CommandLine RebalanceStart(string name) => _gluster.With("volume", "rebalance", name, "start");

    public CommandLine HealInfo(string name) => _gluster.With("volume", "heal", name, "info", "--xml");

    /// <summary>Heals what the index names, now.</summary>
    public CommandLine Heal(string name) => _gluster.With("volume", "heal", name);

    public CommandLine ReplaceBrick(string name, string oldPath, string newPath) =>
        _gluster.With("volume", "replace-brick", name, oldPath, newPath, "commit", "force");

    public CommandLine SnapshotList(string volume) => _gluster.With("snapshot", "list", volume, "--xml");

    public CommandLine SnapshotCreate(string snapshot, string volume) => _gluster.With("snapshot", "create", snapshot, volume, "no-timestamp");

    public CommandLine SnapshotActivate(string snapshot) => _gluster.With("snapshot", "activate", snapshot);

    public CommandLine SnapshotClone(string clone, string snapshot) => _gluster.With("snapshot", "clone", clone, snapshot);

    public CommandLine SnapshotDeactivate(string snapshot) => _gluster.With("snapshot", "deactivate", snapshot);

    public CommandLine SnapshotDelete(string snapshot) => _gluster.With("snapshot", "delete", snapshot);

    public CommandLine VolumeSetId(string name, string id) => _gluster.With("volume", "set", name, "user.heketi.id", id);

    public CommandLine SnapshotHardLimit(int limit) =>
        _gluster.With("snapshot", "config", "snap-max-hard-limit", limit.ToString(CultureInfo.InvariantCulture));

    public CommandLine PeerProbe(string host) => _gluster.With("peer", "probe", host);

    public CommandLine PeerDetach(string host) => _gluster.With("peer", "detach", host);

    public CommandLine PeerStatus() => _gluster.With("peer", "status", "--xml");

    public static CommandLine DaemonStatus() => CommandLine.Of("systemctl", "status", "glusterd");

    private static string[] KindOf(VolumeSpec volume) => volume.Durability.Kind switch
    {
        DurabilityKind.Replicate when volume.HasArbiter => ["replica", Number(volume.Durability.EffectiveReplica), "arbiter", "1"],
        DurabilityKind.Replicate => ["replica", Number(volume.Durability.EffectiveReplica)],
        DurabilityKind.Disperse =>
            ["disperse-data", Number(volume.Durability.Data), "redundancy", Number(volume.Durability.Redundancy)],
        _ => [],
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
