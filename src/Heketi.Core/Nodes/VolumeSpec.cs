using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Nodes;

/// <summary>A Gluster volume to be made, or brick sets to be added to it.</summary>
/// <param name="Id">Id of the volume, kept in Gluster as <c>user.heketi.id</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="Durability">Durability.</param>
/// <param name="HasArbiter">The last brick of each set is an arbiter.</param>
/// <param name="BrickPaths">host:path of all bricks, set after set.</param>
/// <param name="Options">"key value" in the order in which they are set; empty ones are passed over.</param>
public sealed record VolumeSpec(
    string Id,
    string Name,
    Durability Durability,
    bool HasArbiter,
    ImmutableArray<string> BrickPaths,
    ImmutableArray<string> Options);
