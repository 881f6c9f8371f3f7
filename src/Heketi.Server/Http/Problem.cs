using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Heketi.Server.Http;

/// <summary>An error as RFC 9457 has it, for clients that accept <c>application/problem+json</c>.</summary>
/// <param name="Type">Kind of the problem: about:blank, as the status says it all.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">The text that other clients get.</param>
/// <param name="Instance">Path of the request.</param>
internal sealed record Problem(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("instance")] string Instance)
{
    /// <summary>Media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Whether the client names the media type; wildcards mean the texts of Heketi v10.</summary>
    public static bool IsAccepted(HttpContext context)
    {
        var accept = context.Request.Headers.Accept;
        return accept.Count > 0
            && MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var types)
            && types.Any(t => t.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) && t.Quality is not 0);
    }

    /// <summary>Answers with a problem.</summary>
    public static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.Headers.Vary = "Accept";
        var problem = new Problem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, text.TrimEnd(), RequestTarget.PathOf(context));
        return Answers.JsonAsync(context, problem, ProblemJson.Default.Problem, status, MediaType);
    }
}
