using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>A volume as <c>gluster volume info --xml</c> tells it.</summary>
/// <param name="Name">Name.</param>
/// <param name="GlusterId">UUID that Gluster gave it.</param>
/// <param name="IsStarted">It is started.</param>
/// <param name="BrickPaths">host:path of all bricks, set after set.</param>
/// <param name="BricksPerSet">Bricks in a set (1 for a plain distribute volume).</param>
/// <param name="Options">Options that were set.</param>
public sealed record GlusterVolume(
    string Name,
    string GlusterId,
    bool IsStarted,
    ImmutableArray<string> BrickPaths,
    int BricksPerSet,
    ImmutableSortedDictionary<string, string> Options);
