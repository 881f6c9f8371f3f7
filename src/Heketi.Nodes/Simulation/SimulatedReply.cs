using System.Xml.Linq;

namespace Heketi.Nodes.Simulation;

/// <summary>What glusterd answers the CLI.</summary>
/// <param name="Result"><c>opRet</c>.</param>
/// <param name="ErrorNumber"><c>opErrno</c>.</param>
/// <param name="Error"><c>opErrstr</c>.</param>
/// <param name="Body">What an answer in XML has besides; null: nothing.</param>
internal sealed record SimulatedReply(int Result, int ErrorNumber, string Error, XElement? Body)
{
    /// <summary>Success.</summary>
    public static SimulatedReply Done(XElement? body = null) => new(0, 0, "", body);

    /// <summary>Refusal.</summary>
    public static SimulatedReply Refused(string error, int errorNumber = 0) => new(-1, errorNumber, error, null);

    /// <summary>Gluster's EG_NOVOL.</summary>
    public static SimulatedReply NoVolume(string name) => Refused($"Volume {name} does not exist", 30806);

    /// <summary>The answer without --xml.</summary>
    public SimulatedAnswer ToText(string verb) => Result == 0
        ? SimulatedAnswer.Says(verb + ": success\n")
        : SimulatedAnswer.Fails(1, $"{verb}: failed: {Error}\n");
}
