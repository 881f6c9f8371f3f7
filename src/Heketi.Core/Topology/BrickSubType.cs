namespace Heketi.Core.Topology;

/// <summary>What a brick holds. The numbers are those of Heketi's database.</summary>
public enum BrickSubType
{
    /// <summary>Not known (old databases): treated as <see cref="Normal"/>.</summary>
    Unknown = 0,

    /// <summary>Files.</summary>
    Normal = 1,

    /// <summary>Names and metadata only.</summary>
    Arbiter = 2,
}
