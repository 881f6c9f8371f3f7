using System.Net;
using System.Net.Security;
using Heketi.Client.Errors;

namespace Heketi.Client.Http;

/// <summary>Makes the HTTP handler that a <see cref="HeketiClient"/> works best with.</summary>
public static class HeketiHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A handler that follows no redirects (the client does, with a new token each) and names the address that could not
    /// be reached. With own TLS settings no proxy is used, as in the Heketi command line since its first version.
    /// </summary>
    /// <param name="tls">How to check certificates; the system's way when null.</param>
    /// <param name="proxy">The proxy to use; none when null.</param>
    /// <exception cref="CertificateFileException">A certificate file cannot be read.</exception>
    public static SocketsHttpHandler CreateHandler(HeketiTlsOptions? tls = null, IWebProxy? proxy = null)
    {
        var check = new CertificateCheck(tls ?? new HeketiTlsOptions());
        var ownTls = tls is { AcceptAnyCertificate: true } or { TrustedCertificateFiles.Count: > 0 };
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null && !ownTls,
            Proxy = ownTls ? null : proxy,
            ConnectTimeout = ConnectTimeout,
            ConnectCallback = Dialer.ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = check.Accept },
        };
    }
}
