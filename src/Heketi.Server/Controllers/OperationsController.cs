using Heketi.Contracts;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Core.Store;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/operations</c>: the journal.</summary>
public sealed class OperationsController(ITopologyStore store) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/operations", SummaryAsync),
        new("GET", "/operations/pending", ListAsync),
        new("GET", "/operations/pending/{id}", DetailsAsync),
        new("POST", "/operations/pending/cleanup", CleanUpAsync),
    ];

    private Task SummaryAsync(HttpContext context, string id) =>
        Answers.JsonAsync(context, store.Snapshot.Operations.ToSummary(), HeketiJson.Wire.OperationsInfoResponse);

    private Task ListAsync(HttpContext context, string id) =>
        Answers.JsonAsync(context, store.Snapshot.Operations.ToList(), HeketiJson.Wire.PendingOperationListResponse);

    private Task DetailsAsync(HttpContext context, string id) => store.Snapshot.Operations.TryGet(id, out var operation)
        ? Answers.JsonAsync(context, operation.ToDetails(), HeketiJson.Wire.PendingOperationDetailsResponse)
        : Refusals.NotFoundAsync(context, $"{Refusals.IdNotFound}: {id}");

    private async Task CleanUpAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.CleanUp) is { } request)
        {
            await (RequestRules.Check(request) is { } error
                ? Refusals.BadRequestAsync(context, error)
                : Refusals.NotYetAsync(context, "clean-up of operations"));
        }
    }
}
