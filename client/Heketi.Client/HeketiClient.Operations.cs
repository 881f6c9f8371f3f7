using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.Operations;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>How many operations there are, by state.</summary>
    public Task<OperationsInfoResponse> GetOperationsInfoAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("operations"), HeketiJson.Contracts.OperationsInfoResponse, cancellationToken);

    /// <summary>The operations in the server's journal: those that run, failed or were left by a crash.</summary>
    public Task<PendingOperationListResponse> ListPendingOperationsAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("operations", "pending"), HeketiJson.Contracts.PendingOperationListResponse, cancellationToken);

    /// <summary>An operation with what it is about to change.</summary>
    public Task<PendingOperationDetailsResponse> GetPendingOperationAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("operations", "pending", id), HeketiJson.Contracts.PendingOperationDetailsResponse, cancellationToken);

    /// <summary>Cleans up failed and stale operations: all of them, or those named. What became of each is in the journal.</summary>
    public Task CleanUpOperationsAsync(PendingOperationsCleanUpRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("operations", "pending", "cleanup"), request, HeketiJson.Contracts.PendingOperationsCleanUpRequest, cancellationToken);
}
