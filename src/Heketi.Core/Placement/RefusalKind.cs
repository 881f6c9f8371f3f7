namespace Heketi.Core.Placement;

/// <summary>Why nothing could be placed.</summary>
public enum RefusalKind
{
    /// <summary>Not enough space on enough nodes (or zones).</summary>
    NoSpace,

    /// <summary>The volume would have more bricks than allowed.</summary>
    TooManyBricks,

    /// <summary>Bricks would be smaller than allowed.</summary>
    BricksTooSmall,
}
