using Microsoft.AspNetCore.Http.Features;

namespace Heketi.Server.Http;

/// <summary>The path as the client sent it, percent escapes resolved and nothing else: Kestrel's own path has its dot segments removed already.</summary>
internal static class RequestTarget
{
    public static string PathOf(HttpContext context)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (raw.Length == 0 || raw[0] != '/')
        {
            return context.Request.Path.Value ?? "/";
        }

        var query = raw.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? raw : raw[..query];
        return path.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(path) : path;
    }
}
