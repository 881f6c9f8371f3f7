using System.Text.RegularExpressions;

namespace Heketi.Conformance.Matching;

/// <summary>The stand-ins for ids in recorded texts: <c>&lt;volume3&gt;</c> and the like.</summary>
public static partial class Placeholder
{
    /// <summary>Every placeholder in a text.</summary>
    [GeneratedRegex("<(?:(?:cluster|node|device|volume|blockvolume|brick|queue|op|tp|dbgen|id)[0-9]+|pvuuid-[0-9a-z]+)>")]
    public static partial Regex Any();

    /// <summary>A text that is one placeholder and nothing else.</summary>
    [GeneratedRegex("^<(?:(?:cluster|node|device|volume|blockvolume|brick|queue|op|tp|dbgen|id)[0-9]+|pvuuid-[0-9a-z]+)>$")]
    public static partial Regex Whole();

    /// <summary>The UUID of a physical volume as the recorder's fake hosts made them: LVM makes them at random.</summary>
    [GeneratedRegex("Uuid([0-9a-z]{2})-aaaa-bbbb-cccc-dddd-eeee-ffffff")]
    private static partial Regex RecordedPvUuid();

    /// <summary>The directory of a snapshot as the recorder's fake hosts made it: Gluster takes a random id.</summary>
    [GeneratedRegex("(?<=/run/gluster/snaps/)([0-9]{16})(?=/)")]
    private static partial Regex RecordedSnapshot();

    /// <summary>A recorded text in which such UUIDs and directories are placeholders too.</summary>
    public static string WithHostIds(string recorded) => RecordedSnapshot().Replace(RecordedPvUuid().Replace(recorded, "<pvuuid-$1>"), "<id$1>");

    /// <summary>What a placeholder may stand for, as a pattern.</summary>
    public static string PatternOf(string placeholder) => placeholder.StartsWith("<pvuuid-", StringComparison.Ordinal)
        ? "[0-9A-Za-z]{6}(?:-[0-9A-Za-z]{4}){5}-[0-9A-Za-z]{6}"
        : "[0-9a-f]{32}";

    /// <summary>An id as the server makes them: 32 lower case hexadecimal digits.</summary>
    [GeneratedRegex("^[0-9a-f]{32}$")]
    public static partial Regex Id();
}
