namespace Heketi.Core.Operations.Examination;

/// <summary>In which way books and nodes differ.</summary>
public enum FindingKind
{
    /// <summary>The books have it, the node has not.</summary>
    Missing,

    /// <summary>The node has it, the books do not know it: left behind, or somebody else's. Nothing of ours touches it.</summary>
    Unknown,

    /// <summary>Both have it, and they differ.</summary>
    Different,
}
