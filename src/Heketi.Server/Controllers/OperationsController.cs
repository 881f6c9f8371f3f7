using Heketi.Contracts;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Core.Store;
using Heketi.Server.Composition;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/operations</c>: the journal.</summary>
public sealed class OperationsController(ITopologyStore store, StorageParts parts) : IApiController
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
        if (await RequestBody.ReadAsync(context, RequestReader.CleanUp) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        var ids = request.Operations is { Count: > 0 } given ? given.ToHashSet(StringComparer.Ordinal) : null;
        await Answers.AcceptedAsync(context, parts.Enqueue(async () =>
        {
            await parts.CleanUpAsync(ids, CancellationToken.None);
            return null;
        }));
    }
}
