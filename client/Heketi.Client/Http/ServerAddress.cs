using System.Buffers;
using Heketi.Client.Errors;

namespace Heketi.Client.Http;

/// <summary>
/// The address of a server as a person typed it. What is wrong with it is said when the first request is made, in the
/// words that scripts around the Heketi command line know.
/// </summary>
internal sealed class ServerAddress(string address)
{
    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>The URL as errors show it: just what was typed, and the path.</summary>
    public string Display(string path) => address + path;

    /// <exception cref="HeketiAddressException">The address is none.</exception>
    public Uri Resolve(HttpMethod method, string path)
    {
        var shown = Display(path);
        var scheme = Scheme(address);
        if (scheme.Length == 0 && shown.AsSpan(0, shown.IndexOf('/', StringComparison.Ordinal)).Contains(':'))
        {
            throw new HeketiAddressException($"parse \"{shown}\": first path segment in URL cannot contain colon");
        }

        if (!scheme.Equals("http", StringComparison.OrdinalIgnoreCase) && !scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            throw new HeketiAddressException($"{RequestText.Of(method, shown)}: unsupported protocol scheme \"{scheme.ToLowerInvariant()}\"");
        }

        var authority = address[(scheme.Length + 1)..];
        if (authority.TrimStart('/').Length == 0 || !authority.StartsWith("//", StringComparison.Ordinal))
        {
            throw new HeketiAddressException($"{RequestText.Of(method, shown)}: http: no Host in request URL");
        }

        // "http://host:8080/" is what a browser shows; the slash must not double in the path
        return Uri.TryCreate(address.TrimEnd('/') + path, UriKind.Absolute, out var uri)
            ? uri
            : throw new HeketiAddressException($"parse \"{shown}\": not a valid URL; an address looks like http://host:8080");
    }

    private static string Scheme(string address)
    {
        var end = address.AsSpan().IndexOfAnyExcept(SchemeCharacters);
        return end > 0 && address[end] == ':' && char.IsAsciiLetter(address[0]) ? address[..end] : "";
    }
}
