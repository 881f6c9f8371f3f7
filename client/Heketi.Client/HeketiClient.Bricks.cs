using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.Bricks;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>Moves a brick to another device.</summary>
    public Task EvictBrickAsync(string id, BrickEvictRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("bricks", "to-evict", id), request, HeketiJson.Contracts.BrickEvictRequest, cancellationToken);
}
