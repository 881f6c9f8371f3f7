namespace Heketi.Core.Operations;

/// <summary>Running and ended asynchronous requests, by queue id.</summary>
public interface IOperationQueue
{
    /// <summary>
    /// Where the request stands, or null for an unknown id. An ended one is forgotten once it was read (Heketi API: the second
    /// final poll is 404).
    /// </summary>
    QueuedOutcome? Poll(string queueId);

    /// <summary>Completes when the request has ended; at once for an unknown id. Nothing is forgotten by it, and no thread is held.</summary>
    Task WhenEndedAsync(string queueId);

    /// <summary>From now on the outcome of a request is not forgotten by being read, only by age.</summary>
    void Pin(string queueId);

    /// <summary>Opens an entry of a request that has ended before; it is not forgotten by being read.</summary>
    string OpenEnded(QueuedOutcome outcome);
}
