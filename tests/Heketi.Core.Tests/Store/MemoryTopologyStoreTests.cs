using Heketi.Core.Store;
using Heketi.Testing.Store;

namespace Heketi.Core.Tests.Store;

public sealed class MemoryTopologyStoreTests : TopologyStoreContract
{
    protected override Task<ITopologyStore> OpenAsync() => Task.FromResult<ITopologyStore>(new MemoryTopologyStore());

    protected override Task<ITopologyStore> ReopenAsync(ITopologyStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Task.FromResult<ITopologyStore>(new MemoryTopologyStore(store.Snapshot));
    }
}
