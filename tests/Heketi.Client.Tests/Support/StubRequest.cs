namespace Heketi.Client.Tests.Support;

/// <summary>What the stub server was asked.</summary>
public sealed record StubRequest(string Method, string Path, string Body, string? Authorization)
{
    public override string ToString() => Body.Length > 0 ? $"{Method} {Path} {Body}" : $"{Method} {Path}";
}
