using System.Collections.Concurrent;

namespace Heketi.Nodes.Gluster;

/// <summary>One lane per cluster: glusterd has one lock for a whole pool, and whoever finds it taken fails.</summary>
internal sealed class ClusterLanes
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _lanes = new(StringComparer.Ordinal);

    /// <summary>Waits for the lane of a cluster; the result gives it free.</summary>
    public async Task<IDisposable> EnterAsync(string clusterId, CancellationToken cancellationToken)
    {
        var lane = _lanes.GetOrAdd(clusterId, static _ => new SemaphoreSlim(1, 1));
        await lane.WaitAsync(cancellationToken);
        return new Turn(lane);
    }

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        private SemaphoreSlim? _lane = lane;

        public void Dispose() => Interlocked.Exchange(ref _lane, null)?.Release();
    }
}
