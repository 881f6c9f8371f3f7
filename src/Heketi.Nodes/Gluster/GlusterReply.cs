using System.Xml.Linq;

namespace Heketi.Nodes.Gluster;

/// <summary>An answer of <c>gluster --xml</c>.</summary>
/// <param name="Result"><c>opRet</c>: 0 is success, whatever the exit code.</param>
/// <param name="ErrorNumber"><c>opErrno</c>; many failures have 0.</param>
/// <param name="Error"><c>opErrstr</c>.</param>
/// <param name="Root">The document.</param>
public sealed record GlusterReply(int Result, int ErrorNumber, string Error, XElement Root)
{
    /// <summary>EG_NOVOL of Gluster.</summary>
    private const int NoSuchVolume = 30806;

    /// <summary>It succeeded.</summary>
    public bool Succeeded => Result == 0;

    /// <summary>It failed because there is no such volume.</summary>
    public bool IsNoSuchVolume => !Succeeded
        && (ErrorNumber == NoSuchVolume
            || (Error.StartsWith("Volume ", StringComparison.Ordinal) && Error.Contains("does not exist", StringComparison.Ordinal)));
}
