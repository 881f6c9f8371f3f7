namespace Heketi.Server.Http;

/// <summary>The header <c>Idempotency-Key</c>, and the requests that it means something for.</summary>
internal static class IdempotencyKey
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Longer keys are refused.</summary>
    public const int MostCharacters = 255;

    /// <summary>Whether a route makes something.</summary>
    public static bool Concerns(string method, string template) => HttpMethods.IsPost(method)
        && template is ("/clusters" or "/nodes" or "/devices" or "/volumes" or "/blockvolumes" or "/volumes/{id}/clone");

    /// <summary>Whether a request carries a key and makes something; a plan makes nothing.</summary>
    public static bool ConcernsRequest(HttpContext context, string path) => context.Request.Headers.ContainsKey(Header)
        && HttpMethods.IsPost(context.Request.Method)
        && !DryRun.IsAsked(context.Request)
        && (path is "/clusters" or "/nodes" or "/devices" or "/volumes" or "/blockvolumes"
            || (path.StartsWith("/volumes/", StringComparison.Ordinal) && path.EndsWith("/clone", StringComparison.Ordinal)));
}
