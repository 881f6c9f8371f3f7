using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;

namespace Heketi.Nodes.Gluster;

/// <summary>Reads what the gluster CLI writes with <c>--xml</c>.</summary>
public static class GlusterXml
{
    private static readonly XmlReaderSettings Cautious = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>An answer.</summary>
    /// <exception cref="FormatException">It is no XML answer: the CLI writes plain text when it does not understand a command or
    /// does not reach glusterd.</exception>
    public static GlusterReply Reply(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml.Trim()), Cautious);
            var root = XElement.Load(reader);
            return root.Name.LocalName == "cliOutput"
                ? new(Number(root, "opRet"), Number(root, "opErrno"), Text(root, "opErrstr"), root)
                : throw new FormatException($"Gluster answered with the element {root.Name.LocalName}.");
        }
        catch (XmlException e)
        {
            throw new FormatException($"Gluster's answer is no XML: {e.Message}", e);
        }
    }

    /// <summary>The volumes of a successful <c>volume info</c>.</summary>
    /// <exception cref="FormatException">Something is missing in it.</exception>
    public static ImmutableArray<GlusterVolume> Volumes(GlusterReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return [.. reply.Root.Elements("volInfo").Elements("volumes").Elements("volume").Select(Volume)];
    }

    /// <summary>The volumes of a successful <c>volume info</c>, with all that it tells.</summary>
    /// <exception cref="FormatException">It did not succeed, or something is missing in it.</exception>
    public static ImmutableArray<InspectedVolume> Details(GlusterReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Succeeded
            ? [.. reply.Root.Elements("volInfo").Elements("volumes").Elements("volume").Select(Detail)]
            : throw new FormatException($"Gluster failed: {reply.Error}");
    }

    /// <summary>The peers of a successful <c>peer status</c> or <c>pool list</c>.</summary>
    /// <exception cref="FormatException">Something is missing in it.</exception>
    public static ImmutableArray<GlusterPeer> Peers(GlusterReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return [.. reply.Root.Elements("peerStatus").Elements("peer").Select(Peer)];
    }

    /// <summary>The names of a successful <c>snapshot list</c>.</summary>
    public static ImmutableArray<string> Snapshots(GlusterReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return [.. reply.Root.Elements("snapList").Elements("snapshot").Select(snapshot => snapshot.Value)];
    }

    /// <summary>The bricks of a successful <c>volume heal info</c>.</summary>
    /// <exception cref="FormatException">Something is missing in it.</exception>
    public static ImmutableArray<BrickHeal> Heals(GlusterReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return [.. reply.Root.Elements("healInfo").Elements("bricks").Elements("brick").Select(brick => new BrickHeal(
            Required(brick, "name"),
            Text(brick, "status") == "Connected",
            // "-" of a brick that is down
            ulong.TryParse(Text(brick, "numberOfEntries"), NumberStyles.None, CultureInfo.InvariantCulture, out var entries) ? entries : null))];
    }

    /// <summary>Snapshots of a volume of a successful <c>volume info</c>.</summary>
    internal static int SnapshotCount(GlusterReply reply) => reply.Root.Descendants("snapshotCount")
        .Select(count => int.TryParse(count.Value, CultureInfo.InvariantCulture, out var number) ? number : 0).FirstOrDefault();

    private static InspectedVolume Detail(XElement volume) => new()
    {
        Name = Required(volume, "name"),
        GlusterId = Text(volume, "id"),
        Status = Count(volume, "status"),
        StatusText = Text(volume, "statusStr"),
        BrickCount = Count(volume, "brickCount"),
        DistCount = Count(volume, "distCount"),
        StripeCount = Count(volume, "stripeCount"),
        ReplicaCount = Count(volume, "replicaCount"),
        ArbiterCount = Count(volume, "arbiterCount"),
        DisperseCount = Count(volume, "disperseCount"),
        RedundancyCount = Count(volume, "redundancyCount"),
        Type = Count(volume, "type"),
        TypeText = Text(volume, "typeStr"),
        Transport = Count(volume, "transport"),
        Bricks =
        [
            .. volume.Elements("bricks").Elements("brick").Select(brick => new InspectedBrick(
                Required(brick, "name"), brick.Attribute("uuid")?.Value ?? "", Text(brick, "hostUuid"), Text(brick, "isArbiter") == "1")),
        ],
        Options = [.. volume.Elements("options").Elements("option").Select(option => KeyValuePair.Create(Required(option, "name"), Text(option, "value")))],
    };

    private static GlusterVolume Volume(XElement volume)
    {
        var bricks = volume.Elements("bricks").Elements("brick").Select(brick => Required(brick, "name")).ToImmutableArray();
        return new(
            Required(volume, "name"),
            Text(volume, "id"),
            Text(volume, "statusStr") == "Started",
            bricks,
            Math.Max(1, Math.Max(Number(volume, "replicaCount"), Number(volume, "disperseCount"))),
            volume.Elements("options").Elements("option").ToImmutableSortedDictionary(
                option => Required(option, "name"),
                option => Text(option, "value"),
                StringComparer.Ordinal));
    }

    private static GlusterPeer Peer(XElement peer) => new(
        Required(peer, "uuid"),
        [.. peer.Elements("hostname").Concat(peer.Elements("hostnames").Elements("hostname")).Select(name => name.Value).Distinct()],
        Text(peer, "connected") == "1",
        Text(peer, "stateStr"));

    private static string Text(XElement parent, string name) => parent.Element(name)?.Value ?? "";

    private static string Required(XElement parent, string name) =>
        parent.Element(name)?.Value ?? throw new FormatException($"Gluster's answer has {parent.Name.LocalName} without {name}.");

    /// <summary>Versions of Gluster differ in which numbers they tell.</summary>
    private static int Count(XElement parent, string name) =>
        int.TryParse(Text(parent, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static int Number(XElement parent, string name) =>
        int.TryParse(Required(parent, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Gluster's answer has {name} \"{Required(parent, name)}\", not a number.");
}
