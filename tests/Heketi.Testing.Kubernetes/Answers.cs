using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes;

/// <summary>Answers as the API server writes them.</summary>
internal static class Answers
{
    public static Task JsonAsync(HttpContext context, HttpStatusCode status, JsonNode body)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    public static Task StatusAsync(HttpContext context, HttpStatusCode status, string message) =>
        JsonAsync(context, status, new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = status.ToString(),
            ["code"] = (int)status,
        });
}
