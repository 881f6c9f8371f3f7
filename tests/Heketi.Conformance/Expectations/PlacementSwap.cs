using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>
/// A node with two devices has one brick of a volume, and the recording goes on with the device that has it. Where placement took the
/// other one, the recording holds with the two devices in each other's place: ids, paths and UUIDs.
/// </summary>
/// <param name="File">The recording.</param>
/// <param name="From">Its first line that depends on it.</param>
/// <param name="To">Its last line that depends on it.</param>
/// <param name="Volume">The volume.</param>
/// <param name="Device">What names the device that had the brick when it was recorded; first its id.</param>
/// <param name="Other">What names the other one, in the same order.</param>
public sealed record PlacementSwap(string File, int From, int To, string Volume, ImmutableArray<string> Device, ImmutableArray<string> Other)
{
    public static ImmutableArray<PlacementSwap> All { get; } =
    [
        new("executor_success_commands", 91, 109, "<volume5>", ["<device4>", "/dev/sdc1", "<pvuuid-c1>"], ["<device1>", "/dev/sdb1", "<pvuuid-b1>"]),
    ];

    /// <summary>The exchange as it must be where the bricks are.</summary>
    public static RecordedExchange Apply(string file, RecordedExchange exchange, Bindings bindings, ObservedTopology topology) =>
        All.FirstOrDefault(swap => swap.File == file && swap.From <= exchange.Line && exchange.Line <= swap.To) is { } swap && swap.IsNeeded(bindings, topology)
            ? exchange with { Path = swap.Swapped(exchange.Path), RequestBody = swap.Swapped(exchange.RequestBody), ResponseBody = swap.Swapped(exchange.ResponseBody) }
            : exchange;

    private bool IsNeeded(Bindings bindings, ObservedTopology topology) =>
        bindings.Actual(Other[0]) is { } device && bindings.Actual(Volume) is { } volume && topology.HoldsBrick(device, volume);

    private string? Swapped(string? text) => text is null ? null : Regex.Replace(
        text,
        string.Join('|', Device.Concat(Other).Select(Regex.Escape)),
        match => Device.IndexOf(match.Value) is >= 0 and var index ? Other[index] : Device[Other.IndexOf(match.Value)],
        RegexOptions.CultureInvariant);
}
