using System.Collections.Immutable;
using System.Globalization;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Volume options that speak to this server rather than to Gluster. The last one of a name counts.</summary>
internal static class VolumeOptions
{
    private const string ZoneChecking = "user.heketi.zone-checking";
    private const string Arbiter = "user.heketi.arbiter";
    private const string AverageFile = "user.heketi.average-file-size";
    private const string DeviceTagMatch = "user.heketi.device-tag-match";

    /// <summary>Whether strict zone checking is asked for; null: the options do not say. Only the exact word counts (recorded).</summary>
    public static bool? StrictZones(ImmutableArray<string> options) =>
        ValueOf(options, ZoneChecking) is { Length: > 0 } value ? value == "strict" : null;

    /// <summary>Whether an arbiter is asked for. Other words than these mean no (recorded).</summary>
    public static bool WantsArbiter(ImmutableArray<string> options) =>
        ValueOf(options, Arbiter) is "1" or "t" or "T" or "true" or "TRUE" or "True";

    /// <summary>Average size of a file, KiB; null: the options do not say, or nothing that is a size above 0 (recorded).</summary>
    public static ulong? AverageFileKiB(ImmutableArray<string> options) =>
        ulong.TryParse(ValueOf(options, AverageFile), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null;

    /// <summary>Which devices may take bricks; null: all.</summary>
    /// <exception cref="OperationRefusedException">The rule is none.</exception>
    public static DeviceTagRule? DeviceRule(ImmutableArray<string> options) => ValueOf(options, DeviceTagMatch) switch
    {
        null => null,
        var text when DeviceTagRule.TryParse(text, out var rule) => rule,
        var text => throw new OperationRefusedException(
            RefusalReason.BadRequest, $"The volume option {DeviceTagMatch} is '{text}', but must be {DeviceTagRule.Form}"),
    };

    private static string? ValueOf(ImmutableArray<string> options, string name)
    {
        string? value = null;
        foreach (var option in options)
        {
            if (option.StartsWith(name, StringComparison.Ordinal) && option.Length > name.Length && option[name.Length] == ' ')
            {
                value = option[(name.Length + 1)..].Trim();
            }
        }

        return value;
    }
}
