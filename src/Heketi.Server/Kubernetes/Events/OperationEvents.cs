using Heketi.Core.Operations;
using Heketi.Core.Topology;

namespace Heketi.Server.Kubernetes.Events;

/// <summary>Tells of the operations that failed, and passes all of them on.</summary>
public sealed class OperationEvents(IClusterEvents events, IOperationObserver next) : IOperationObserver
{
    /// <inheritdoc/>
    public void Ended(OperationKind kind, QueuedOutcome outcome, TimeSpan elapsed)
    {
        next.Ended(kind, outcome, elapsed);
        if (outcome is QueuedOutcome.Failed failed)
        {
            events.Tell(new("OperationFailed", $"{kind} failed and is undone: {failed.Message}", IsWarning: true));
        }
    }
}
