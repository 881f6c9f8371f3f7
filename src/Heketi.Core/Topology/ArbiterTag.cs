namespace Heketi.Core.Topology;

/// <summary>The tag <c>arbiter</c> of nodes and devices: required, disabled or supported. A device's tag counts before its node's.</summary>
public static class ArbiterTag
{
    /// <summary>Key of the tag.</summary>
    public const string Key = "arbiter";

    /// <summary>What the tags say.</summary>
    public static ArbiterPolicy Of(Node node, Device device) => EntryTags.Find(node, device, Key) switch
    {
        "required" => ArbiterPolicy.Required,
        "disabled" => ArbiterPolicy.Disabled,
        _ => ArbiterPolicy.Supported,
    };

    /// <summary>Why a device takes no brick of that kind of an arbiter volume, or null.</summary>
    /// <param name="role">What the brick holds; all but <see cref="BrickSubType.Arbiter"/> is data.</param>
    /// <param name="node">The device's node.</param>
    /// <param name="device">The device.</param>
    public static string? Refusal(BrickSubType role, Node node, Device device) => (role, Of(node, device)) switch
    {
        (BrickSubType.Arbiter, ArbiterPolicy.Disabled) => "tag arbiter:disabled, which takes no arbiter bricks",
        (not BrickSubType.Arbiter, ArbiterPolicy.Required) => "tag arbiter:required, which takes no data bricks",
        _ => null,
    };
}
