using Heketi.Contracts.Bricks;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Server.Http;

namespace Heketi.Server.Controllers;

/// <summary><c>/bricks</c>.</summary>
public sealed class BricksController(ITopologyStore store, IStorageOperations operations) : IApiController
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

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        if (!store.Snapshot.Bricks.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.EvictBrickAsync(id, request.HealCheck is not "disable", context.RequestAborted));
    }
}
