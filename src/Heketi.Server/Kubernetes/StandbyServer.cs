using System.Net;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Heketi.Server.Kubernetes;

/// <summary>What listens on the port while another server holds the lease: alive, not ready, no service.</summary>
internal sealed class StandbyServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandbyServer(WebApplication app) => _app = app;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="StartFailedException">The port cannot be had.</exception>
    public static async Task<StandbyServer> StartAsync(ServerSettings settings, LeaseHolder lease, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, PassiveLifetime>());
        builder.WebHost.ConfigureKestrel(kestrel => HeketiServer.Listen(kestrel, settings));
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, lease));
        try
        {
            await app.StartAsync(cancellationToken);
            return new(app);
        }
        catch (IOException e)
        {
            await app.DisposeAsync();
            throw new StartFailedException($"HTTP Server error: listen tcp :{settings.Port}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context, LeaseHolder lease)
    {
        if (context.Request.Path == "/healthz")
        {
            return context.Response.WriteAsync("ok");
        }

        context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
        context.Response.Headers.RetryAfter = "5";
        return context.Response.WriteAsync($"standby: {(lease.Holder.Length > 0 ? lease.Holder : "another server")} holds the lease\n");
    }
}
