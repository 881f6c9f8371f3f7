namespace Heketi.Core.Operations;

/// <summary>Where an asynchronous request stands.</summary>
public abstract record QueuedOutcome
{
    private QueuedOutcome()
    {
    }

    /// <summary>Waiting or running.</summary>
    public sealed record Pending : QueuedOutcome;

    /// <summary>Done; the result is at <paramref name="Location"/>, or there is none.</summary>
    public sealed record Done(string? Location) : QueuedOutcome;

    /// <summary>Failed, and everything is as it was before (or journaled, to be cleaned up).</summary>
    public sealed record Failed(string Message) : QueuedOutcome;
}
