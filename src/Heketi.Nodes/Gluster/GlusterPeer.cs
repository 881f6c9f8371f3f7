using System.Collections.Immutable;

namespace Heketi.Nodes.Gluster;

/// <summary>A peer as <c>gluster peer status --xml</c> tells it (the host that answers is not in it).</summary>
/// <param name="Uuid">UUID of its glusterd.</param>
/// <param name="Hostnames">All names that the pool knows it by.</param>
/// <param name="IsConnected">Its glusterd answers.</param>
/// <param name="State">State; "Peer in Cluster" even when it is not connected.</param>
public sealed record GlusterPeer(string Uuid, ImmutableArray<string> Hostnames, bool IsConnected, string State);
