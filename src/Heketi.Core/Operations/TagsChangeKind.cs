namespace Heketi.Core.Operations;

/// <summary>How tags change.</summary>
public enum TagsChangeKind
{
    /// <summary>The new tags are all there are.</summary>
    Set,

    /// <summary>The new tags are added or replace those of their name.</summary>
    Update,

    /// <summary>The named tags go.</summary>
    Delete,
}
