using Heketi.Core.Topology;

namespace Heketi.Core.Operations;

/// <summary>Is told of the operations that ended, for metrics. Called on the operation's own path: must be quick and not throw.</summary>
public interface IOperationObserver
{
    /// <summary>An operation that a request had started has ended.</summary>
    /// <param name="kind">What it did.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="elapsed">From its plan to its end.</param>
    void Ended(OperationKind kind, QueuedOutcome outcome, TimeSpan elapsed);
}
