namespace Heketi.Core.Topology;

/// <summary>Status of a journaled operation.</summary>
public enum OperationStatus
{
    /// <summary>Running in this process, or waiting to.</summary>
    New,

    /// <summary>Left behind by a process that ended.</summary>
    Stale,

    /// <summary>It failed, and so did its undo.</summary>
    Failed,
}
