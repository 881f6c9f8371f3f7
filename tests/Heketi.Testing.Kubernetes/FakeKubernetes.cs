using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Heketi.Testing.Kubernetes.Exec;
using Heketi.Testing.Kubernetes.Faults;
using Heketi.Testing.Kubernetes.Objects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Heketi.Testing.Kubernetes;

/// <summary>
/// A Kubernetes API server in this process, on a free port of the loopback address: objects with resource versions and watches,
/// exec by WebSocket (v4 and v5 channel protocols), tokens, and faults.
/// </summary>
public sealed class FakeKubernetes : IAsyncDisposable
{
    private readonly WebApplication _app;
    private ImmutableHashSet<string>? _tokens;

    private FakeKubernetes(WebApplication app, IPodShell shell)
    {
        _app = app;
        Shell = shell;
    }

    /// <summary>What it keeps.</summary>
    public ObjectStore Objects { get; } = new();

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>Exec protocols that it knows, the one that it likes best first.</summary>
    public IReadOnlyList<string> Protocols { get; set; } = [ExecProtocols.V5, ExecProtocols.V4];

    /// <summary>The requests so far: method and path with query.</summary>
    public RequestLog Requests { get; } = new();

    public IPodShell Shell { get; }

    /// <summary>Its version: 1 and this.</summary>
    public string Minor { get; set; } = "28";

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts it.</summary>
    public static async Task<FakeKubernetes> StartAsync(IPodShell shell)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            options.Limits.MinResponseDataRate = null;
        });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new FakeKubernetes(app, shell);
        app.UseWebSockets();
        app.Run(server.HandleAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>From now on only these bearer tokens are taken.</summary>
    public void AcceptOnly(params IEnumerable<string> tokens) => _tokens = [.. tokens];

    /// <summary>Adds a running GlusterFS pod of the original's daemon set.</summary>
    public void AddGlusterPod(string name, string host, string @namespace = "storage") => Objects.Put(
        new(@namespace, "pods", name),
        FakePods.Gluster(name, @namespace, host));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Objects.CloseWatches();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Requests.Add(context.Request);
        if (!IsAuthorized(context.Request))
        {
            await Answers.StatusAsync(context, HttpStatusCode.Unauthorized, "Unauthorized");
            return;
        }

        var path = ObjectPath.Parse(context.Request.Path);
        var fault = Faults.Take(context.Request);
        if (fault is not null && await fault.AnswerAsync(context))
        {
            return;
        }

        switch (path)
        {
            case { Subresource: "exec" }:
                await ExecEndpoint.ServeAsync(this, context, path.Key, fault);
                break;
            case { Subresource: "" }:
                await ObjectEndpoint.ServeAsync(Objects, context, path.Key);
                break;
            case null when context.Request.Path == "/version":
                await Answers.JsonAsync(context, HttpStatusCode.OK, new JsonObject { ["major"] = "1", ["minor"] = Minor, ["gitVersion"] = $"v1.{Minor}.0" });
                break;
            default:
                await Answers.StatusAsync(context, HttpStatusCode.NotFound, "the server could not find the requested resource");
                break;
        }
    }

    private bool IsAuthorized(HttpRequest request) =>
        _tokens is not { } tokens
        || (request.Headers.Authorization.ToString() is var header
            && header.StartsWith("Bearer ", StringComparison.Ordinal)
            && tokens.Contains(header["Bearer ".Length..]));
}
