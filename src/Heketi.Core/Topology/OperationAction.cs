namespace Heketi.Core.Topology;

/// <summary>One change of a journaled operation.</summary>
/// <param name="Change">What happens.</param>
/// <param name="EntityId">To what.</param>
/// <param name="DeltaGiB">By how much (expands).</param>
public sealed record OperationAction(OperationChange Change, string EntityId, int? DeltaGiB = null);
