using Heketi.Conformance.Http;
using Heketi.Core.Nodes;
using Heketi.Core.Store;
using Heketi.FuzzTests.Http;
using Heketi.LiteDb;
using Heketi.Nodes.Mock;
using Heketi.Nodes.Tests.Support;
using Heketi.Server.Administration;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;
using Heketi.Server.Logging;
using Heketi.Server.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.FuzzTests;

/// <summary>The server on a port of its own, in this process.</summary>
public sealed class FuzzServer : IAsyncDisposable
{
    private readonly TokenMaker tokens = new(TimeProvider.System);
    private readonly StorageParts parts;
    private readonly HeketiServer server;
    private readonly TemporaryDirectory directory;

    private FuzzServer(StorageParts parts, HeketiServer server, TemporaryDirectory directory)
    {
        (this.parts, this.server, this.directory) = (parts, server, directory);
        Client = new(server.Port);
    }

    public RawClient Client { get; }

    public ITopologyStore Store => parts.Store;

    public static async Task<FuzzServer> StartAsync(CancellationToken cancellationToken, IStorageNodes? nodes = null, bool onDisk = true)
    {
        var directory = new TemporaryDirectory();
        var settings = new ServerSettings { AdminKey = new(TokenMaker.AdminKey), UserKey = new(TokenMaker.UserKey), GlusterFs = new() { BackgroundCleaner = false } };
        ITopologyStore store = onDisk
            ? await LiteDbTopologyStore.OpenAsync(
                new() { Path = directory.File("heketi.db") }, NullLogger<LiteDbTopologyStore>.Instance, TimeProvider.System, cancellationToken)
            : new MemoryTopologyStore();
        var parts = await StorageFactory.BuildAsync(
            settings.GlusterFs, null, null, store, nodes ?? new MockStorageNodes(500), new(), null, new ServerMetrics(), null, NullLoggerFactory.Instance, TimeProvider.System, cancellationToken);
        var server = await HeketiServer.StartAsync(
            settings, parts, new LogLevelSwitch(LogLevel.None), NullLoggerProvider.Instance, TimeProvider.System, cancellationToken);
        return new(parts, server, directory);
    }

    /// <summary>The header with a token that is good for a request.</summary>
    public string Token(string method, string target) => "Authorization: Bearer " + tokens.Valid("admin", method, target);

    /// <summary>Sends a request with a good token.</summary>
    public Task<RawAnswer?> SendAsync(string method, string target, byte[]? body, CancellationToken cancellationToken) =>
        Client.SendAsync(RequestBytes.Of(method, target, body, Token(method, target)), cancellationToken);

    /// <summary>The last answer of a queue id.</summary>
    public async Task<RawAnswer?> EndOfAsync(string location, CancellationToken cancellationToken)
    {
        for (var polls = 0; polls < 5000; polls++)
        {
            var answer = await SendAsync("GET", location, null, cancellationToken);
            if (answer?.Header("X-Pending") is not "true")
            {
                return answer;
            }

            await Task.Delay(polls < 20 ? 1 : 10, cancellationToken);
        }

        return null;
    }

    /// <summary>Back to the normal mode, as SIGUSR2 does.</summary>
    public void ResetMode() => server.State.Mode = AdminMode.Normal;

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
        await parts.DisposeAsync();
        directory.Dispose();
    }
}
