using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Heketi.Client.Tests.Support;

/// <summary>A real HTTP server on a free port that gives scripted answers and remembers what it was asked.</summary>
public sealed class StubServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<StubAnswer>> _script = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _seen = new();
    private readonly WebApplication _application;

    private StubServer(WebApplication application) => _application = application;

    public string Address => _application.Urls.Single();

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>Requests as text: <c>POST /clusters {...}</c>.</summary>
    public IEnumerable<string> Log => _requests.Select(request => request.ToString());

    public static async Task<StubServer> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var application = builder.Build();
        var server = new StubServer(application);
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    /// <summary>Answers for a request, in order; the last one is repeated.</summary>
    public StubServer On(string request, params StubAnswer[] answers)
    {
        _script[request] = new ConcurrentQueue<StubAnswer>(answers);
        return this;
    }

    /// <summary>Ends when a request was seen.</summary>
    public Task SeenAsync(string request) => Seen(request).Task;

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private TaskCompletionSource Seen(string request) =>
        _seen.GetOrAdd(request, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        // The raw target: an escaped slash must stay visible
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new StubRequest(context.Request.Method, target, await reader.ReadToEndAsync(), context.Request.Headers.Authorization);
        _requests.Enqueue(request);
        var key = $"{request.Method} {request.Path}";
        Seen(key).TrySetResult();
        var answer = Next(key);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body.Length > 0)
        {
            await context.Response.WriteAsync(answer.Body);
        }
    }

    private StubAnswer Next(string key) =>
        !_script.TryGetValue(key, out var answers) ? StubAnswer.Error(404, "Invalid path or request")
        : answers.Count > 1 && answers.TryDequeue(out var next) ? next
        : answers.TryPeek(out var last) ? last
        : StubAnswer.Error(404, "Invalid path or request");
}
