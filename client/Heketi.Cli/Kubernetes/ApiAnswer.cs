using System.Net;
using System.Text.Json.Nodes;

namespace Heketi.Cli.Kubernetes;

/// <summary>What an API server said.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, JsonObject Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Its reason, for people.</summary>
    public string Message => (string?)Body["message"] is { Length: > 0 } message ? message : $"{(int)Status} {Status}";
}
