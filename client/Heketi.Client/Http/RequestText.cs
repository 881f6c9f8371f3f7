namespace Heketi.Client.Http;

/// <summary>Names a request in an error text: <c>Get "http://host:8080/clusters"</c>.</summary>
internal static class RequestText
{
    public static string Of(HttpMethod method, string url) => $"{method.Method[..1]}{method.Method[1..].ToLowerInvariant()} \"{url}\"";
}
