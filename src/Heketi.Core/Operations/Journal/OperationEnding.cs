using Heketi.Core.Store;

namespace Heketi.Core.Operations.Journal;

/// <summary>How an operation ends.</summary>
/// <param name="Apply">The change of the topology; the journal record goes in the same change.</param>
/// <param name="Location">Where the result is, or null.</param>
public sealed record OperationEnding(Action<TopologyEditor> Apply, string? Location = null);
