using System.Collections.Immutable;
using System.Xml.Linq;

namespace Heketi.Conformance.Servers;

/// <summary>
/// The answers of Gluster that the recorder faked for bricks to be moved: before each start of the server the volume's bricks as they
/// were then, and heals to suit the steps that follow. Everything that is to be done on a node succeeds.
/// </summary>
internal static class FakeGluster
{
    /// <summary>What the heal info says after the first start, the second, ...</summary>
    private static readonly ImmutableArray<(string Status, string Entries)> _heals =
    [
        ("Connected", "0"),
        ("Connected", "5"),
        ("Transport endpoint is not connected", "-"),
        ("Connected", "0"),
        ("Connected", "0"),
    ];

    /// <summary>The hooks of the server's start number <paramref name="start"/> (from 0) for a volume ev with these bricks.</summary>
    public static ImmutableArray<FakeHook> Hooks(int start, ImmutableArray<string> bricks) =>
    [
        FakeHook.Prints("", "volume info ev --xml", VolumeInfo(bricks)),
        FakeHook.Prints("", "volume heal ev info --xml", HealInfo(bricks, _heals[start])),
        FakeHook.Prints("", "volume replace-brick|lvcreate|mkfs|mount|mkdir|fstab", ""),
    ];

    private static string VolumeInfo(ImmutableArray<string> bricks) => Answer(new XElement("volInfo", new XElement("volumes", new XElement(
        "volume",
        new XElement("name", "ev"),
        new XElement("id", Guid.Empty),
        new XElement("statusStr", "Started"),
        new XElement("snapshotCount", 0),
        new XElement("brickCount", bricks.Length),
        new XElement("replicaCount", bricks.Length),
        new XElement("disperseCount", 0),
        new XElement("bricks", bricks.Select(brick => new XElement("brick", brick, new XElement("name", brick)))),
        new XElement("options")))));

    private static string HealInfo(ImmutableArray<string> bricks, (string Status, string Entries) heal) => Answer(new XElement(
        "healInfo",
        new XElement("bricks", bricks.Select(brick => new XElement(
            "brick",
            new XAttribute("hostUuid", "-"),
            new XElement("name", brick),
            new XElement("status", heal.Status),
            new XElement("numberOfEntries", heal.Entries))))));

    private static string Answer(XElement content) => new XElement(
        "cliOutput", new XElement("opRet", 0), new XElement("opErrno", 0), new XElement("opErrstr"), content).ToString();
}
