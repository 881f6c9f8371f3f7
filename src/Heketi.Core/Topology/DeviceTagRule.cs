using System.Diagnostics.CodeAnalysis;

namespace Heketi.Core.Topology;

/// <summary>Which devices may take bricks of a volume: those that have a tag, or those that have not.</summary>
/// <param name="Key">Key of the tag.</param>
/// <param name="Value">Its value.</param>
/// <param name="MustEqual">The device (or its node, if the device has no such tag) must have it; else it must not.</param>
public sealed record DeviceTagRule(string Key, string Value, bool MustEqual)
{
    /// <summary>How rules are written, for people.</summary>
    public const string Form = "KEY=VALUE or KEY!=VALUE, of letters, digits and . - _ : ; / < > ? @ [ ] \\ ^";

    private string Operator => MustEqual ? "=" : "!=";

    /// <summary>Reads a rule.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DeviceTagRule? rule)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var mustEqual = at < 1 || text[at - 1] != '!';
        var key = at < 0 ? "" : text[..(mustEqual ? at : at - 1)];
        var value = text[(at + 1)..];
        rule = IsWord(key) && IsWord(value) ? new(key, value, mustEqual) : null;
        return rule is not null;
    }

    /// <summary>Why a device takes no brick, or null.</summary>
    public string? Refusal(Node node, Device device) =>
        (EntryTags.Find(node, device, Key) == Value) == MustEqual ? null : $"{this} does not match";

    /// <inheritdoc/>
    public override string ToString() => $"user.heketi.device-tag-match {Key}{Operator}{Value}";

    /// <summary>All that the original takes, and the dash, which it forgets; but no second equals sign, which has no meaning.</summary>
    private static bool IsWord(string text) =>
        text.Length > 0 && text.All(c => c is '-' or (>= '.' and <= '_' and not '=') or (>= 'a' and <= 'z'));
}
