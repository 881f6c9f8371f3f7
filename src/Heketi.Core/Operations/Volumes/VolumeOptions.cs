using System.Collections.Immutable;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Volume options that speak to this server rather than to Gluster. The last one of a name counts.</summary>
internal static class VolumeOptions
{
    private const string ZoneChecking = "user.heketi.zone-checking";
    private const string Arbiter = "user.heketi.arbiter";
    private const string DeviceTagMatch = "user.heketi.device-tag-match";

    /// <summary>Whether strict zone checking is asked for; null: the options do not say. Only the exact word counts (recorded).</summary>
    public static bool? StrictZones(ImmutableArray<string> options) =>
        ValueOf(options, ZoneChecking) is { Length: > 0 } value ? value == "strict" : null;

    /// <summary>Refuses what would silently give another volume than was asked for.</summary>
    public static void RefuseUnsupported(ImmutableArray<string> options)
    {
        if (ValueOf(options, Arbiter) is "true" or "1" or "yes")
        {
            Refuse(Arbiter);
        }

        if (ValueOf(options, DeviceTagMatch) is not null)
        {
            Refuse(DeviceTagMatch);
        }

        static void Refuse(string name) => throw new OperationRefusedException(
            RefusalReason.Failed, $"Failed to allocate new volume: the volume option {name} is not implemented yet; leave it out");
    }

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
