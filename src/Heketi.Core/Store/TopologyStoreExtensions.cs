namespace Heketi.Core.Store;

/// <summary>Shorter calls.</summary>
public static class TopologyStoreExtensions
{
    /// <summary><see cref="ITopologyStore.ChangeAsync{T}"/> without a result.</summary>
    public static Task ChangeAsync(this ITopologyStore store, Action<TopologyEditor> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(change);
        return store.ChangeAsync(
            editor =>
            {
                change(editor);
                return true;
            },
            cancellationToken);
    }
}
