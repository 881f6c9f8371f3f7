namespace Heketi.Core.Topology;

/// <summary>How a volume survives the loss of bricks.</summary>
public enum DurabilityKind
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Each file has several copies.</summary>
    Replicate,

    /// <summary>Each file is erasure coded.</summary>
    Disperse,
}
