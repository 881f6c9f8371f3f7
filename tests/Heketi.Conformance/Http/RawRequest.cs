using System.Net;

namespace Heketi.Conformance.Http;

/// <summary>A request to be sent byte for byte: the target is not normalised, no header is added but Host and the framing.</summary>
public sealed record RawRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body)
{
    /// <summary>The address to come from, if not the default one.</summary>
    public IPAddress? Source { get; init; }
}
