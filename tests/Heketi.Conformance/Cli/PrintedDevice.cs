using System.Globalization;
using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.Cli;

/// <summary>
/// The text of <c>device info</c>. Which bricks a device holds is a matter of random placement, and so is the used
/// space; the rest must be as recorded, and what is printed must fit together.
/// </summary>
public static partial class PrintedDevice
{
    /// <summary>Compares two such texts; null if they are none, or none with bricks.</summary>
    public static MatchOutcome? Match(string recorded, string actual, Bindings bindings)
    {
        var (want, have) = (Text().Match(recorded), Text().Match(actual));
        return !want.Success || !have.Success || want.Groups["bricks"].Length == 0 ? null
            : Fault(have) is { } fault ? MatchOutcome.Differs("device", fault)
            : TextTemplate.Match(Fixed(want), Fixed(have), bindings);
    }

    private static string Fixed(Match device) => device.Groups["head"].Value + device.Groups["rest"].Value;

    private static string? Fault(Match device)
    {
        var (size, used, free) = (Number(device, "size"), Number(device, "used"), Number(device, "free"));
        var bricks = device.Groups["bricksize"].Captures.Sum(brick => long.Parse(brick.Value, CultureInfo.InvariantCulture));

        // Each number is rounded down to whole GiB
        return size - used - free is not (0 or 1) ? $"{used} GiB used and {free} GiB free are not {size} GiB"
            : bricks > used ? $"bricks of {bricks} GiB are more than the {used} GiB used"
            : null;
    }

    private static long Number(Match device, string name) => long.Parse(device.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        \A(?<head>Device\ Id:\ (?<id>[0-9a-f]{32}|<device[0-9]+>)\nState:\ .*\nSize\ \(GiB\):\ (?<size>[0-9]+)\n)
        Used\ \(GiB\):\ (?<used>[0-9]+)\nFree\ \(GiB\):\ (?<free>[0-9]+)\n
        (?<rest>Create\ Path:\ (?:.*\n)+?Bricks:\n)
        (?<bricks>(?:Id:(?<brick>[0-9a-f]{32}|<brick[0-9]+>)\ {3}Size\ \(GiB\):(?<bricksize>[0-9]+)\ +Path:\ /var/lib/heketi/mounts/vg_\k<id>/brick_\k<brick>/brick\n)*)\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Text();
}
