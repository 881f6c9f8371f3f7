namespace Heketi.Core.Placement;

/// <summary>
/// Why nothing could be placed. A volume that does not fit is split into 1, 2, 4, ... brick sets until a limit ends that: the limit is
/// the reason, as the Heketi API has it for expands (it answers creates with "No space" always). The explanation says what was full.
/// </summary>
public enum RefusalKind
{
    /// <summary>Fewer nodes (or, if strict, zones) with usable devices than a set has bricks: no splitting would help.</summary>
    NoSpace,

    /// <summary>The next split would have more bricks than a volume may have ("Maximum number of bricks reached.").</summary>
    TooManyBricks,

    /// <summary>Bricks of the next split would be smaller than allowed ("Minimum brick size limit reached.  Out of space.").</summary>
    BricksTooSmall,

    /// <summary>An average file would not fit into a brick, so that no size of an arbiter brick can be told.</summary>
    AverageFileTooLarge,
}
