namespace Heketi.Core.Topology;

/// <summary>Which bricks of arbiter volumes a device may take. Bricks of other volumes go anywhere.</summary>
public enum ArbiterPolicy
{
    /// <summary>Both; also where the tag is missing or has another value (Heketi API).</summary>
    Supported = 0,

    /// <summary>Arbiter bricks only.</summary>
    Required = 1,

    /// <summary>Data bricks only.</summary>
    Disabled = 2,
}
