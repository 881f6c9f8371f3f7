using Heketi.Server.Http;

namespace Heketi.Server.Controllers;

/// <summary><c>/db</c>, <c>/backup</c> and the examination of the nodes' state.</summary>
public sealed class DatabaseController : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        NotYet("/db/dump", "database dump"),
        NotYet("/db/check", "database check"),
        NotYet("/backup/db", "database backup"),
        NotYet("/internal/state/examine/gluster", "state examination"),
    ];

    private static ApiRoute NotYet(string path, string name) => new("GET", path, (context, _) => Refusals.NotYetAsync(context, name));
}
