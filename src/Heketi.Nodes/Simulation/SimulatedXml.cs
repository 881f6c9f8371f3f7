using System.Globalization;
using System.Xml.Linq;

namespace Heketi.Nodes.Simulation;

/// <summary>Answers of the simulated gluster CLI with <c>--xml</c>, in the form of Gluster 10.</summary>
internal static class SimulatedXml
{
    public static SimulatedAnswer Answer(SimulatedReply reply)
    {
        var root = new XElement(
            "cliOutput",
            new XElement("opRet", reply.Result),
            new XElement("opErrno", reply.ErrorNumber),
            new XElement("opErrstr", reply.Error),
            reply.Body);
        return SimulatedAnswer.Says($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{root}\n");
    }

    public static XElement Peers(SimulatedPool pool, string host) => new("peerStatus", pool.Members.Where(member => member.Key != host).Select(member => new XElement(
        "peer",
        new XElement("uuid", member.Value),
        new XElement("hostname", member.Key),
        new XElement("hostnames", new XElement("hostname", member.Key)),
        new XElement("connected", 1),
        new XElement("state", 3),
        new XElement("stateStr", "Peer in Cluster"))));

    public static XElement Volumes(SimulatedPool pool, IReadOnlyCollection<SimulatedVolume> volumes) => new(
        "volInfo", new XElement("volumes", volumes.Select(volume => Volume(pool, volume)), new XElement("count", volumes.Count)));

    public static XElement HealInfo(SimulatedPool pool, SimulatedVolume volume) => new("healInfo", new XElement("bricks", volume.Bricks.Select(brick => new XElement(
        "brick",
        new XAttribute("hostUuid", HostOf(pool, brick)),
        new XElement("name", brick),
        new XElement("status", "Connected"),
        new XElement("numberOfEntries", 0)))));

    public static XElement Snapshots(IEnumerable<string> names)
    {
        var snapshots = names.Select(name => new XElement("snapshot", name)).ToArray();
        return new("snapList", new XElement("count", snapshots.Length), snapshots);
    }

    public static XElement Snapshot(string verb, string name) =>
        new("snap" + char.ToUpperInvariant(verb[0]) + verb[1..], new XElement("snapshot", new XElement("name", name), new XElement("uuid", Guid.NewGuid())));

    public static XElement DeletedSnapshot(string name) => new("snapDelete", new XElement("snapshots", new XElement(
        "snapshot", new XElement("status", "Success"), new XElement("name", name), new XElement("uuid", Guid.NewGuid()))));

    public static XElement Clone(SimulatedVolume volume) =>
        new("CloneCreate", new XElement("volume", new XElement("name", volume.Name), new XElement("uuid", volume.Id)));

    private static XElement Volume(SimulatedPool pool, SimulatedVolume volume)
    {
        var (type, word) = TypeOf(volume);
        var set = Math.Max(volume.Replica, Math.Max(volume.Disperse, 1));
        return new(
            "volume",
            new XElement("name", volume.Name),
            new XElement("id", volume.Id),
            new XElement("status", volume.IsStarted ? 1 : 2),
            new XElement("statusStr", volume.IsStarted ? "Started" : "Stopped"),
            new XElement("snapshotCount", volume.Snapshots.Length),
            new XElement("brickCount", volume.Bricks.Length),
            new XElement("distCount", volume.Bricks.Length / set),
            new XElement("replicaCount", volume.Replica),
            new XElement("arbiterCount", volume.Arbiters),
            new XElement("disperseCount", volume.Disperse),
            new XElement("redundancyCount", volume.Redundancy),
            new XElement("type", type),
            new XElement("typeStr", word),
            new XElement("transport", 0),
            new XElement("bricks", volume.Bricks.Select((brick, i) => Brick(pool, brick, isArbiter: volume.Arbiters > 0 && i % set == set - 1))),
            new XElement("optCount", volume.Options.Count),
            new XElement("options", volume.Options.Select(option => new XElement(
                "option", new XElement("name", option.Key), new XElement("value", option.Value)))));
    }

    private static XElement Brick(SimulatedPool pool, string brick, bool isArbiter) => new(
        "brick",
        new XAttribute("uuid", HostOf(pool, brick)),
        new XText(brick),
        new XElement("name", brick),
        new XElement("hostUuid", HostOf(pool, brick)),
        new XElement("isArbiter", isArbiter ? 1 : 0));

    private static (int Number, string Word) TypeOf(SimulatedVolume volume)
    {
        var isDistributed = volume.Bricks.Length > Math.Max(volume.Replica, volume.Disperse);
        var (number, word) = volume switch
        {
            { Disperse: > 0 } => (4, "Disperse"),
            { Replica: > 1 } => (2, "Replicate"),
            _ => (0, "Distribute"),
        };
        return isDistributed && number > 0 ? (number + 5, "Distributed-" + word) : (number, word);
    }

    private static string HostOf(SimulatedPool pool, string brick) =>
        pool.Members.GetValueOrDefault(brick.Split(':')[0]).ToString("D", CultureInfo.InvariantCulture);
}
