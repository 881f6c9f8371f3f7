using System.Text.RegularExpressions;

namespace Heketi.Conformance.Matching;

/// <summary>The stand-ins for ids in recorded texts: <c>&lt;volume3&gt;</c> and the like.</summary>
public static partial class Placeholder
{
    /// <summary>Every placeholder in a text.</summary>
    [GeneratedRegex("<(?:cluster|node|device|volume|blockvolume|brick|queue|op|tp|dbgen|id)[0-9]+>")]
    public static partial Regex Any();

    /// <summary>A text that is one placeholder and nothing else.</summary>
    [GeneratedRegex("^<(?:cluster|node|device|volume|blockvolume|brick|queue|op|tp|dbgen|id)[0-9]+>$")]
    public static partial Regex Whole();

    /// <summary>An id as the server makes them: 32 lower case hexadecimal digits.</summary>
    [GeneratedRegex("^[0-9a-f]{32}$")]
    public static partial Regex Id();
}
