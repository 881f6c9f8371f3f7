using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using k8s.Autorest;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>What an answer of the API server that is no success means for a command.</summary>
internal static class ApiRefusal
{
    public static async Task<ExecRefusedException> OfAsync(HttpResponseMessage response, GlusterPod pod, string @namespace, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return Of(response.StatusCode, Message(body), RetryAfter(response.Headers.RetryAfter), $"exec into pod {@namespace}/{pod.Name}");
    }

    public static ExecRefusedException Of(HttpOperationException answer, string what)
    {
        var retryAfter = answer.Response.Headers.TryGetValue("Retry-After", out var values)
            && RetryConditionHeaderValue.TryParse(values.FirstOrDefault(), out var value) ? RetryAfter(value) : null;
        return Of(answer.Response.StatusCode, Message(answer.Response.Content), retryAfter, what);
    }

    private static ExecRefusedException Of(HttpStatusCode status, string message, TimeSpan? retryAfter, string what)
    {
        var text = $"Kubernetes API: cannot {what}: {(int)status} {status}{(message.Length > 0 ? ": " + message : "")}{Advice(status)}";
        return new(text)
        {
            IsTransient = status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.Conflict
                or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
            IsPodGone = status is HttpStatusCode.NotFound,
            IsUnauthorized = status is HttpStatusCode.Unauthorized,
            RetryAfter = retryAfter,
        };
    }

    private static string Advice(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => " (the token or password is not valid, or not any more)",
        HttpStatusCode.Forbidden => " (the service account needs get, list and watch on pods, get and create on pods/exec)",
        _ => "",
    };

    /// <summary>The message of a Status object, or the text itself when it is short.</summary>
    private static string Message(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return "";
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("message", out var message))
            {
                return message.GetString() ?? "";
            }
        }
        catch (JsonException)
        {
            // A proxy's page, not an answer of Kubernetes
        }

        var line = body.ReplaceLineEndings(" ").Trim();
        return line.Length <= 200 ? line : line[..200] + "...";
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? value) => value?.Delta;
}
