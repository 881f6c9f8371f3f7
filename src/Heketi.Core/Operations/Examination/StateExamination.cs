using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Examination;

/// <summary>The books beside what the nodes have.</summary>
/// <param name="Topology">The books, as they were when the nodes had been looked at.</param>
/// <param name="Report">The comparison of volume lists in the words of Heketi v10.</param>
/// <param name="Clusters">What the nodes have.</param>
/// <param name="Findings">All that differs, of every kind, both ways.</param>
public sealed record StateExamination(
    TopologySnapshot Topology,
    ImmutableArray<string> Report,
    ImmutableArray<ClusterExamination> Clusters,
    ImmutableArray<StateFinding> Findings);
