namespace Heketi.Core.Operations;

/// <summary>What was asked for cannot be done; nothing was changed. The message is the answer.</summary>
public sealed class OperationRefusedException(RefusalReason reason, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public RefusalReason Reason { get; } = reason;
}
