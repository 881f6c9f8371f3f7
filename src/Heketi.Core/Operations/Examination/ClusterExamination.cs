using System.Collections.Immutable;
using Heketi.Core.Nodes.Inspection;

namespace Heketi.Core.Operations.Examination;

/// <summary>What a look at a cluster's nodes has shown.</summary>
/// <param name="ClusterId">Id of the cluster.</param>
/// <param name="Nodes">Its nodes in the order of their ids.</param>
public sealed record ClusterExamination(string ClusterId, ImmutableArray<NodeInspection> Nodes);
