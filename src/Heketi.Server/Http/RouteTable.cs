using System.Buffers;

namespace Heketi.Server.Http;

/// <summary>
/// The routing table. It is our own because the Heketi API is exact where ASP.NET Core is lenient: paths have a case, a slash at
/// the end redirects, 405 has no Allow header, and an id of other characters than hex digits is an unknown path.
/// </summary>
public sealed class RouteTable
{
    private const string IdSegment = "{id}";
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");
    private static readonly RouteMatch Unknown = new RouteMatch.Unknown();
    private static readonly RouteMatch WrongMethod = new RouteMatch.WrongMethod();
    private readonly ILookup<int, (string[] Segments, ApiRoute Route)> byLength;

    /// <summary>Made of all routes there are.</summary>
    public RouteTable(IEnumerable<ApiRoute> routes)
    {
        Routes = [.. routes];
        byLength = Routes.Select(r => (Segments: r.Template[1..].Split('/'), Route: r)).ToLookup(r => r.Segments.Length);
    }

    /// <summary>All routes.</summary>
    public IReadOnlyList<ApiRoute> Routes { get; }

    /// <summary>Looks a clean path up.</summary>
    public RouteMatch Match(string method, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var slash = path.Length > 1 && path[^1] == '/';
        var bare = slash ? path.AsSpan(1, path.Length - 2) : path.AsSpan(1);
        var known = false;
        foreach (var (segments, route) in byLength[bare.Count('/') + 1])
        {
            if (!Matches(bare, segments, out var id))
            {
                continue;
            }

            if (route.Method == method)
            {
                return slash ? new RouteMatch.TrailingSlash(path[..^1]) : new RouteMatch.Found(route.Handler, id);
            }

            known = true;
        }

        return known ? WrongMethod : Unknown;
    }

    private static bool Matches(ReadOnlySpan<char> path, string[] segments, out string id)
    {
        id = "";
        var i = 0;
        foreach (var range in path.Split('/'))
        {
            var part = path[range];
            if (segments[i++] is IdSegment)
            {
                if (part.IsEmpty || part.ContainsAnyExcept(HexDigits))
                {
                    return false;
                }

                id = part.ToString();
            }
            else if (!part.SequenceEqual(segments[i - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
