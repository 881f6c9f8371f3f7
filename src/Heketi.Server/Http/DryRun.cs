namespace Heketi.Server.Http;

/// <summary>The parameter <c>dryrun</c>. Whoever writes it in any way but a clear no must not get a volume made.</summary>
internal static class DryRun
{
    /// <summary>Whether a request asks for a plan only.</summary>
    public static bool IsAsked(HttpRequest request) =>
        request.Query.TryGetValue("dryrun", out var value)
        && value.ToString().ToUpperInvariant() is not ("FALSE" or "0" or "NO");
}
