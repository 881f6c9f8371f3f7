using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>A block volume to be made.</summary>
/// <param name="HostingVolume">Name of the Gluster volume that holds it.</param>
/// <param name="Name">Its name, unique on that volume.</param>
/// <param name="SizeGiB">GiB.</param>
/// <param name="Hosts">Storage host names that serve it.</param>
/// <param name="Auth">Initiators must log in.</param>
public sealed record BlockSpec(string HostingVolume, string Name, int SizeGiB, ImmutableArray<string> Hosts, bool Auth);
