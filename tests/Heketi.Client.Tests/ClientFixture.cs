using Heketi.Client.Authentication;
using Heketi.Client.Http;
using Heketi.Client.Tests.Support;

namespace Heketi.Client.Tests;

/// <summary>A client of a stub server, with waits that take no time.</summary>
internal sealed class ClientFixture : IAsyncDisposable
{
    private readonly HttpClient _http;

    private ClientFixture(StubServer server, HeketiCredentials? credentials, HeketiClientOptions options, HeketiTlsOptions? tls)
    {
        Server = server;
        _http = new HttpClient(HeketiHttp.CreateHandler(tls));
        Client = new HeketiClient(_http, server.Address, credentials, options, Time);
    }

    public StubServer Server { get; }

    public InstantTime Time { get; } = new();

    public HeketiClient Client { get; }

    public static async Task<ClientFixture> StartAsync(HeketiCredentials? credentials = null, HeketiClientOptions? options = null) =>
        new(await StubServer.StartAsync(), credentials, options ?? new HeketiClientOptions(), null);

    public static ClientFixture For(StubServer server, HeketiTlsOptions tls) => new(server, null, new HeketiClientOptions(), tls);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
