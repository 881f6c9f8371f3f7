using Heketi.Contracts.Bricks;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Core.Store;
using Heketi.Server.Http;

namespace Heketi.Server.Controllers;

/// <summary><c>/bricks</c>.</summary>
public sealed class BricksController(ITopologyStore store) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes => [new("POST", "/bricks/to-evict/{id}", EvictAsync)];

    private async Task EvictAsync(HttpContext context, string id)
    {
        var request = new BrickEvictRequest();
        if (RequestBody.Exists(context))
        {
            if (await RequestBody.ReadAsync(context, RequestReader.BrickEvict) is not { } given)
            {
                return;
            }

            request = given;
        }

        await (RequestRules.Check(request) is { } error ? Refusals.BadRequestAsync(context, error)
            : store.Snapshot.Bricks.Contains(id) ? Refusals.NotYetAsync(context, "brick evict")
            : Refusals.NotFoundAsync(context));
    }
}
