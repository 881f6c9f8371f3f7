namespace Heketi.Core.Operations;

/// <summary>Running and ended asynchronous requests, by queue id.</summary>
public interface IOperationQueue
{
    /// <summary>
    /// Where the request stands, or null for an unknown id. An ended one is forgotten once it was read (Heketi API: the second
    /// final poll is 404).
    /// </summary>
    QueuedOutcome? Poll(string queueId);
}
