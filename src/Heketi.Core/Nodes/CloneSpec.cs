using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>A copy of a Gluster volume to be made.</summary>
/// <param name="Id">Id of the clone, kept in Gluster as <c>user.heketi.id</c>.</param>
/// <param name="Name">Name of the clone.</param>
/// <param name="OriginId">Id of the volume that is copied.</param>
/// <param name="Origin">Its name.</param>
/// <param name="Snapshot">Name of the snapshot on the way, which nobody else uses.</param>
/// <param name="OriginBrickPaths">host:path of the origin's bricks, set after set.</param>
public sealed record CloneSpec(
    string Id, string Name, string OriginId, string Origin, string Snapshot, ImmutableArray<string> OriginBrickPaths);
