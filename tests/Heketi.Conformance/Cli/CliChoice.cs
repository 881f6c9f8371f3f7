using System.Collections.Immutable;

namespace Heketi.Conformance.Cli;

/// <summary>
/// A choice that the original made at random and that later runs depend on: which cluster takes a volume, which hosting volume a
/// block volume. It is made the same way again: for the time of the run all other possibilities are taken away.
/// </summary>
/// <param name="File">The recording.</param>
/// <param name="Line">The run in it.</param>
/// <param name="Before">What takes the others away.</param>
/// <param name="After">What brings them back.</param>
public sealed record CliChoice(string File, int Line, ImmutableArray<string> Before, ImmutableArray<string> After)
{
    private static readonly ImmutableArray<string> _hosting = ["<volume16>", "<volume17>", "<volume22>"];

    public static ImmutableArray<CliChoice> All { get; } =
    [
        new("topology", 35, ["cluster setflags --file=false <cluster3>"], ["cluster setflags --file=true <cluster3>"]),
        .. new[] { (92, 17), (93, 22), (94, 17), (95, 17), (96, 22), (98, 22), (100, 16) }.Select(chosen => OnlyHosting(chosen.Item1, $"<volume{chosen.Item2}>")),
    ];

    private static CliChoice OnlyHosting(int line, string volume) => new(
        "volume_blockvolume_brick",
        line,
        [.. _hosting.Remove(volume).Select(other => $"volume set-block-hosting-restriction locked {other}")],
        [.. _hosting.Remove(volume).Select(other => $"volume set-block-hosting-restriction unlocked {other}")]);
}
