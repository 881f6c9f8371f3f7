namespace Heketi.Core.Topology;

/// <summary>Durability of a volume as it was asked for; <see cref="BricksPerSet"/> is what it means.</summary>
public sealed record Durability
{
    /// <summary>Kind.</summary>
    public DurabilityKind Kind { get; init; }

    /// <summary>Copies as given (0: not given, 2 are made).</summary>
    public int Replica { get; init; }

    /// <summary>Data bricks of a set as given.</summary>
    public int Data { get; init; }

    /// <summary>Redundancy bricks of a set as given.</summary>
    public int Redundancy { get; init; }

    /// <summary>Copies when none are given. Heketi API.</summary>
    public const int DefaultReplica = 2;

    /// <summary>Copies that are really made.</summary>
    public int EffectiveReplica => Replica == 0 ? DefaultReplica : Replica;

    /// <summary>Bricks in one set.</summary>
    public int BricksPerSet => Kind switch
    {
        DurabilityKind.Replicate => EffectiveReplica,
        DurabilityKind.Disperse => Data + Redundancy,
        _ => 1,
    };

    /// <summary>Bricks of a set whose sizes add up to the set's size.</summary>
    public int DataBricksPerSet => Kind is DurabilityKind.Disperse ? Data : 1;

    /// <summary>Word of the Heketi API.</summary>
    public string Word => Kind switch
    {
        DurabilityKind.Replicate => "replicate",
        DurabilityKind.Disperse => "disperse",
        _ => "none",
    };
}
