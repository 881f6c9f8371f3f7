namespace Heketi.Core.Placement;

/// <summary>Something that ruled out devices.</summary>
/// <param name="Reason">What it was, to be read behind the number: "on an offline node".</param>
/// <param name="Devices">How many devices it ruled out.</param>
public sealed record PlacementConstraint(string Reason, int Devices);
