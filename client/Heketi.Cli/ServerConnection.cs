using Heketi.Cli.Parsing;
using Heketi.Client;
using Heketi.Client.Authentication;
using Heketi.Client.Http;

namespace Heketi.Cli;

/// <summary>The connection that flags and environment ask for.</summary>
internal sealed class ServerConnection(FlagValues flags, CliEnvironment environment, IWorkObserver? observer) : IDisposable
{
    internal const string DefaultServer = "http://localhost:8080";

    /// <summary>Requests are short, work is waited for by polling; only a server that hangs takes so long.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(5);

    private HttpClient? _http;

    /// <exception cref="Heketi.Client.Errors.CertificateFileException">A file of <c>--tls-cert</c> holds no certificate.</exception>
    public HeketiClient Open()
    {
        var tls = new HeketiTlsOptions
        {
            AcceptAnyCertificate = flags.Boolean("insecure-tls"),
            TrustedCertificateFiles = flags.TextList("tls-cert"),
            BaseDirectory = environment.WorkingDirectory,
        };
        var handler = HeketiHttp.CreateHandler(tls, EnvironmentProxy.From(environment.Variables));
        _http = new HttpClient(handler, disposeHandler: true) { Timeout = RequestTimeout };
        var server = environment.FlagOrVariable(flags.Text("server"), "HEKETI_CLI_SERVER", DefaultServer);
        var credentials = new HeketiCredentials
        {
            User = environment.FlagOrVariable(flags.Text("user"), "HEKETI_CLI_USER", ""),
            Secret = environment.FlagOrVariable(flags.Text("secret"), "HEKETI_CLI_KEY", ""),
        };
        return new HeketiClient(_http, server, credentials, new HeketiClientOptions { WaitForWork = flags.Boolean("wait"), Observer = observer }, environment.Time);
    }

    public void Dispose() => _http?.Dispose();
}
