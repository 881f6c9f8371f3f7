namespace Heketi.Core.Operations.Examination;

/// <summary>One difference between the books and the nodes.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Subject">What kind of thing it is: "volume", "brick", "device", "logical volume", "mount", "fstab", "block volume".</param>
/// <param name="ClusterId">Cluster.</param>
/// <param name="NodeId">Node; empty for what a whole cluster has.</param>
/// <param name="Id">Id in the books, or the name on the node where the books have none.</param>
/// <param name="Message">What differs and what to do, for people.</param>
public sealed record StateFinding(FindingKind Kind, string Subject, string ClusterId, string NodeId, string Id, string Message);
