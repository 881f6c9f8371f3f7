using System.Globalization;
using System.Text;

namespace Heketi.FuzzTests.Http;

/// <summary>Renders requests.</summary>
public static class RequestBytes
{
    /// <summary>A request with a body of the right length.</summary>
    public static byte[] Of(string method, string target, byte[]? body, params IEnumerable<string> headers)
    {
        var length = body is null ? [] : new[] { "Content-Length: " + body.Length.ToString(CultureInfo.InvariantCulture) };
        string[] all = [$"{method} {target} HTTP/1.1", "Host: localhost", "Connection: close", .. headers, .. length];
        return [.. Encoding.Latin1.GetBytes(string.Join("\r\n", all) + "\r\n\r\n"), .. body ?? []];
    }
}
