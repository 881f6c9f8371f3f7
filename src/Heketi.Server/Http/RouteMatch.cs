namespace Heketi.Server.Http;

/// <summary>What the routing table says about a request.</summary>
public abstract record RouteMatch
{
    private RouteMatch()
    {
    }

    /// <summary>A handler answers.</summary>
    public sealed record Found(ApiHandler Handler, string Id) : RouteMatch;

    /// <summary>The same path without its slash at the end has a handler.</summary>
    public sealed record TrailingSlash(string Path) : RouteMatch;

    /// <summary>The path is known, the method is not.</summary>
    public sealed record WrongMethod : RouteMatch;

    /// <summary>The path is not known.</summary>
    public sealed record Unknown : RouteMatch;
}
