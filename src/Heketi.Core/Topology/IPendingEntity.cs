namespace Heketi.Core.Topology;

/// <summary>Something that an operation makes or takes away.</summary>
public interface IPendingEntity
{
    /// <summary>Id of the operation that is making it; empty once it is there. Pending things are not shown.</summary>
    string PendingId { get; }
}
