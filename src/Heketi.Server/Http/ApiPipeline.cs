using Heketi.Server.Administration;
using Heketi.Server.Authentication;
using Heketi.Server.Idempotency;
using Heketi.Server.Metrics;

namespace Heketi.Server.Http;

/// <summary>
/// The way of a request, in the order of Heketi v10: clean path, hello, token, mode, routing table.
/// </summary>
public sealed class ApiPipeline(
    RouteTable routes,
    MetricsEndpoint metrics,
    IdempotentCreates creates,
    JwtAuthenticator? authenticator,
    ServerState state,
    ILogger<ApiPipeline> logger)
{
    /// <summary>Answers a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await Refusals.GuardAsync(context, () => AnswerAsync(context));
        }
        catch (BadHttpRequestException e)
        {
            await FailAsync(context, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"request body is too large: at most {RequestBody.MaxBytes} bytes are read"
                : "request unable to be read");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.LogDebug("{Method} {Path}: the client went away", context.Request.Method, context.Request.Path);
        }
#pragma warning disable CA1031 // the last place that can turn a bug into an answer
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogError(e, "{Method} {Path} failed (trace {Trace})", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await FailAsync(context, StatusCodes.Status500InternalServerError, $"internal error, see the server's log ({context.TraceIdentifier})");
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = RequestTarget.PathOf(context);
        var clean = CleanPath.Of(path);
        if (!ReferenceEquals(clean, path))
        {
            context.Response.Headers.Location = Escaped(clean, context);
            await Answers.Empty(context, StatusCodes.Status301MovedPermanently);
            return;
        }

        if (path == "/hello" && HttpMethods.IsGet(context.Request.Method))
        {
            await Answers.TextAsync(context, StatusCodes.Status200OK, "text/plain; charset=UTF-8", "Hello from Heketi");
            return;
        }

        if (path is "/healthz" or "/readyz" && HttpMethods.IsGet(context.Request.Method))
        {
            // Not alive when the store takes no changes: a restart may open it again, and nothing else will
            await HealthAsync(context, path == "/readyz" ? state.NotReady : state.StoreTrouble());
            return;
        }

        if (path == "/metrics" && HttpMethods.IsGet(context.Request.Method))
        {
            await metrics.AnswerAsync(context);
            return;
        }

        if (authenticator?.Refuse(context.Request.Headers.Authorization.ToString(), context.Request.Method, path) is (var status, var text))
        {
            await Answers.ErrorAsync(context, status, text);
            return;
        }

        if (IsChange(context.Request.Method) && state.RefuseChange(context.Connection.RemoteIpAddress) is { } refusal)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, refusal);
            return;
        }

        if (IdempotencyKey.ConcernsRequest(context, path))
        {
            await creates.AnswerAsync(context, path, () => Refusals.GuardAsync(context, () => RouteAsync(context, path)));
            return;
        }

        await RouteAsync(context, path);
    }

    private static Task HealthAsync(HttpContext context, string? trouble) => trouble is null
        ? Answers.TextAsync(context, StatusCodes.Status200OK, "text/plain; charset=UTF-8", "ok")
        : Answers.TextAsync(context, StatusCodes.Status503ServiceUnavailable, "text/plain; charset=UTF-8", trouble);

    private Task RouteAsync(HttpContext context, string path) => routes.Match(context.Request.Method, path) switch
    {
        RouteMatch.Found found => found.Handler(context, found.Id),
        RouteMatch.TrailingSlash slash =>
            Answers.LinkAsync(context, StatusCodes.Status301MovedPermanently, Escaped(slash.Path, context), "Moved Permanently"),
        RouteMatch.WrongMethod when Problem.IsAccepted(context) =>
            Answers.ErrorAsync(context, StatusCodes.Status405MethodNotAllowed, $"{path} cannot be asked with {context.Request.Method}"),
        RouteMatch.WrongMethod => Answers.Empty(context, StatusCodes.Status405MethodNotAllowed),
        _ => Refusals.NotFoundAsync(context, "Invalid path or request"),
    };

    private static string Escaped(string path, HttpContext context) => new PathString(path).ToUriComponent() + context.Request.QueryString;

    private static bool IsChange(string method) => !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));

    private static async Task FailAsync(HttpContext context, int status, string text)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await Answers.ErrorAsync(context, status, text);
    }
}
