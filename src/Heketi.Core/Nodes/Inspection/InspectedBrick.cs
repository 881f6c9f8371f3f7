namespace Heketi.Core.Nodes.Inspection;

/// <summary>A brick as Gluster tells it.</summary>
/// <param name="Name">host:path.</param>
/// <param name="Uuid">UUID of the peer, as the brick's attribute.</param>
/// <param name="HostUuid">UUID of the peer.</param>
/// <param name="IsArbiter">It holds names and metadata only.</param>
public sealed record InspectedBrick(string Name, string Uuid = "", string HostUuid = "", bool IsArbiter = false);
