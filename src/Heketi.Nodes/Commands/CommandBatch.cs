using System.Collections.Immutable;

namespace Heketi.Nodes.Commands;

/// <summary>All commands of one step of an operation on one host: they go over in one exec and run one after the other.</summary>
/// <param name="Steps">The steps, at least one.</param>
/// <param name="Limit">After this time the remote side ends what still runs.</param>
public sealed record CommandBatch(ImmutableArray<CommandStep> Steps, TimeSpan Limit);
