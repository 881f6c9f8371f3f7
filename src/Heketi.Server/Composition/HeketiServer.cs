using Heketi.LiteDb;
using Heketi.Server.Administration;
using Heketi.Server.Authentication;
using Heketi.Server.Configuration;
using Heketi.Server.Controllers;
using Heketi.Server.Http;
using Heketi.Server.Idempotency;
using Heketi.Server.Kubernetes;
using Heketi.Server.Kubernetes.Events;
using Heketi.Server.Logging;
using Heketi.Server.Metrics;
using Heketi.Server.OpenApi;
using Heketi.Server.Tls;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Heketi.Server.Composition;

/// <summary>The HTTP server: Kestrel with the API's pipeline, and nothing else of ASP.NET Core.</summary>
public sealed class HeketiServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private HeketiServer(WebApplication app) => this.app = app;

    /// <summary>The port that it listens on.</summary>
    public int Port => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("[::]", "localhost", StringComparison.Ordinal)).Port;

    /// <summary>The routes that need a token.</summary>
    public IReadOnlyList<ApiRoute> Routes => app.Services.GetRequiredService<RouteTable>().Routes;

    /// <summary>Mode of the server.</summary>
    public ServerState State => app.Services.GetRequiredService<ServerState>();

    /// <summary>Builds it and starts to listen.</summary>
    /// <exception cref="StartFailedException">The port cannot be had, or the certificate cannot be read.</exception>
    public static async Task<HeketiServer> StartAsync(
        ServerSettings settings, StorageParts parts, LogLevelSwitch levels, ILoggerProvider logger, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(parts);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders().AddProvider(logger).SetMinimumLevel(LogLevel.Trace);
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, PassiveLifetime>());
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, settings));
        AddServices(builder.Services, settings, parts, levels, time);
        var app = builder.Build();
        DocumentEndpoint.Use(app);
        app.Run(app.Services.GetRequiredService<ApiPipeline>().InvokeAsync);
        try
        {
            await app.StartAsync(cancellationToken);
            return new(app);
        }
        catch (IOException e)
        {
            await app.DisposeAsync();
            throw new StartFailedException($"HTTP Server error: listen tcp :{settings.Port}: {Reason(e)}", e);
        }
    }

    /// <summary>Stops listening; requests that run are ended first.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void AddServices(IServiceCollection services, ServerSettings settings, StorageParts parts, LogLevelSwitch levels, TimeProvider time)
    {
        services.AddSingleton(settings);
        services.AddSingleton(levels);
        services.AddSingleton(time);
        services.AddSingleton(parts);
        services.AddSingleton(parts.Store);
        services.AddSingleton(parts.Operations);
        services.AddSingleton(parts.Queue);
        services.AddSingleton(new ServerState(settings) { StoreTrouble = () => (parts.Store as LiteDbTopologyStore)?.Failure?.Message });
        services.AddHostedService<OperationCleaner>();
        if (parts.BackupSecret is { } secret)
        {
            services.AddHostedService(s => new DatabaseSecretBackup(
                parts, secret, settings.GlusterFs.Database, time, s.GetRequiredService<ILogger<DatabaseSecretBackup>>()));
        }

        if (parts.Events is EventWriter events)
        {
            services.AddHostedService(_ => events);
        }

        services.AddHostedService<NodeHealthMonitor>();
        services.AddSingleton<IApiController, ClustersController>();
        services.AddSingleton<IApiController, NodesController>();
        services.AddSingleton<IApiController, DevicesController>();
        services.AddSingleton<IApiController, VolumesController>();
        services.AddSingleton<IApiController, BlockVolumesController>();
        services.AddSingleton<IApiController, BricksController>();
        services.AddSingleton<IApiController, QueueController>();
        services.AddSingleton<IApiController, OperationsController>();
        services.AddSingleton<IApiController, AdministrationController>();
        services.AddSingleton<IApiController, DatabaseController>();
        services.AddSingleton<IApiController, TopologyController>();
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<IdempotentCreates>();
        services.AddSingleton<DocumentEndpoint>();
        services.AddSingleton<MetricsEndpoint>();
        if (settings.Profiling)
        {
            services.AddSingleton<IApiController, ProfilingController>();
        }

        services.AddSingleton(s => new RouteTable(s.GetServices<IApiController>().SelectMany(c => c.Routes)));
        services.AddSingleton(s => new ApiPipeline(
            s.GetRequiredService<RouteTable>(),
            s.GetRequiredService<MetricsEndpoint>(),
            s.GetRequiredService<IdempotentCreates>(),
            settings.Authentication ? new JwtAuthenticator(settings, time) : null,
            s.GetRequiredService<ServerState>(),
            s.GetRequiredService<ILogger<ApiPipeline>>()));
    }

    private static void Configure(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
        Listen(kestrel, settings);
    }

    /// <summary>The port, with or without TLS.</summary>
    internal static void Listen(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.ListenAnyIP(settings.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (settings.Tls)
            {
                var services = kestrel.ApplicationServices;
                var certificate = new ServerCertificate(
                    settings.CertificateFile,
                    settings.CertificateKeyFile,
                    services.GetService<TimeProvider>() ?? TimeProvider.System,
                    services.GetRequiredService<ILogger<ServerCertificate>>());
                PlainRequestGuard.Use(listen);
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Options()) });
            }
        });
    }

    private static string Reason(IOException e) =>
        e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException ? "bind: address already in use" : e.Message;
}
