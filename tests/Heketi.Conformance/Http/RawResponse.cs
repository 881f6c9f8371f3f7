namespace Heketi.Conformance.Http;

/// <summary>An answer as it came over the wire.</summary>
public sealed record RawResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key == name).Value;
}
