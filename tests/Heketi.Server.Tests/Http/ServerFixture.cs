using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;
using Heketi.Server.Logging;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace Heketi.Server.Tests.Http;

/// <summary>A real server on a free port, with a store in memory and operations that a test scripts.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private HeketiServer? server;
    private HeketiLoggerProvider? log;

    public ServerSettings Settings { get; init; } =
        new() { Authentication = false, GlusterFs = new() { BackgroundCleaner = false } };

    public MemoryTopologyStore Store { get; init; } = new();

    public IStorageOperations Operations { get; } = Substitute.For<IStorageOperations>();

    public IOperationQueue Queue { get; init; } = Substitute.For<IOperationQueue>();

    public StringWriter Log { get; } = new();

    public HttpClient Client { get; private set; } = new();

    public HeketiServer Server => server ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        var parts = new StorageParts
        {
            Store = Store,
            Operations = Operations,
            Queue = Queue,
            CleanUpAsync = (_, _) => Task.CompletedTask,
            Enqueue = _ => "0123",
        };
        var levels = new LogLevelSwitch(LogLevel.Warning);
        log = new(levels, TimeProvider.System, Log, Log);
        server = await HeketiServer.StartAsync(Settings, parts, levels, log, TimeProvider.System, CancellationToken.None);
        Client.Dispose();
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{server.Port}") };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.StopAsync(CancellationToken.None);
        await Server.DisposeAsync();
        log?.Dispose();
        await Log.DisposeAsync();
    }

    public Task Put(params ITopologyEntity[] entities) => Store.ChangeAsync(e => Array.ForEach(entities, e.Put));

    public async Task<(int Status, string Body, HttpResponseMessage Response)> Send(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(Client.BaseAddress!, path)) { Content = body is null ? null : new StringContent(body) };
        var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }
}
