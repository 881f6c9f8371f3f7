using System.Net;

namespace Heketi.Cli;

/// <summary>
/// The proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY (or their lower case forms) ask for. Loopback addresses never go
/// through it. NO_PROXY is a comma list of host names (which cover their subdomains), addresses, networks like 10.0.0.0/8,
/// each with an optional port, or <c>*</c>.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly string[] _exceptions;

    private EnvironmentProxy(Uri? http, Uri? https, string[] exceptions) => (_http, _https, _exceptions) = (http, https, exceptions);

    public ICredentials? Credentials { get; set; }

    /// <summary>Null when no proxy is asked for.</summary>
    public static EnvironmentProxy? From(IReadOnlyDictionary<string, string> variables)
    {
        var http = Address(Variable(variables, "HTTP_PROXY"));
        var https = Address(Variable(variables, "HTTPS_PROXY"));
        return http is null && https is null
            ? null
            : new EnvironmentProxy(http, https, Variable(variables, "NO_PROXY").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                Credentials = Login(http ?? https),
            };
    }

    public Uri? GetProxy(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    public bool IsBypassed(Uri host) => GetProxy(host) is null || host.IsLoopback || _exceptions.Any(exception => Covers(exception, host));

    private static bool Covers(string exception, Uri host)
    {
        if (exception == "*")
        {
            return true;
        }

        if (IPAddress.TryParse(host.DnsSafeHost, out var address))
        {
            return IPNetwork.TryParse(exception, out var network)
                ? network.Contains(address)
                : IPEndPoint.TryParse(exception, out var endpoint) && endpoint.Address.Equals(address) && (endpoint.Port is 0 || endpoint.Port == host.Port);
        }

        var parts = exception.Split(':');
        var name = parts[0].TrimStart('*').TrimStart('.');
        return (parts.Length == 1 || parts[1] == host.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))
            && (host.DnsSafeHost.Equals(name, StringComparison.OrdinalIgnoreCase)
                || host.DnsSafeHost.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }

    private static string Variable(IReadOnlyDictionary<string, string> variables, string name) =>
        variables.TryGetValue(name, out var upper) && upper.Length > 0 ? upper : variables.GetValueOrDefault(name.ToLowerInvariant(), "");

    private static Uri? Address(string text) =>
        text.Length > 0 && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var uri) ? uri : null;

    private static NetworkCredential? Login(Uri? proxy)
    {
        if (proxy is not { UserInfo.Length: > 0 })
        {
            return null;
        }

        var parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
