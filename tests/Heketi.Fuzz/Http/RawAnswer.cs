namespace Heketi.FuzzTests.Http;

/// <summary>What the server answered.</summary>
public sealed record RawAnswer(int Status, string Head, string Body)
{
    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => Head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
