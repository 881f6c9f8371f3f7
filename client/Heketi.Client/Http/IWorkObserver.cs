namespace Heketi.Client.Http;

/// <summary>Hears of work that the server has accepted and that a <see cref="HeketiClient"/> waits for.</summary>
public interface IWorkObserver
{
    /// <summary>The server has accepted work; <c>GET /queue/{id}</c> tells how it goes on.</summary>
    void Accepted(string queueId);

    /// <summary>The work is not done yet. Awaited before the next look.</summary>
    Task StillRunningAsync(string queueId, TimeSpan elapsed, CancellationToken cancellationToken);

    /// <summary>The waiting has ended.</summary>
    /// <param name="queueId">The work.</param>
    /// <param name="isDone">The work has ended too, well or not; false when the waiting was given up.</param>
    void Ended(string queueId, bool isDone);
}
