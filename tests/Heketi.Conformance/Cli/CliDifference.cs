using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Heketi.Conformance.Expectations;

namespace Heketi.Conformance.Cli;

/// <summary>A wanted difference of heketi-cli: the same as docs/differences.md, for the recorded runs that show it.</summary>
/// <param name="File">The recording.</param>
/// <param name="Line">The run in it.</param>
/// <param name="ExitCode">The wanted exit code.</param>
/// <param name="Errors">A pattern which the error output must match.</param>
/// <param name="Output">The wanted output, or null where it is as recorded.</param>
/// <param name="Why">The reason.</param>
/// <param name="OutputPattern">What the output must match instead, where it is not the same in every version.</param>
public sealed record CliDifference(string File, int Line, int ExitCode, string Errors, string? Output, string Why, string? OutputPattern = null)
{
    /// <summary>The mock's volumes have names and match.</summary>
    private const string Examination =
        @"\A\{\n    ""heketidb"": \{\n[\s\S]+\n    \},\n    ""report"": \[\n        ""OnDemand Examiner invoked while 0 ops are in flight"",\n"
        + @"        ""heketi volume list matches with volume list of all nodes""\n    \],\n    ""clusters"": \[\n[\s\S]+""VolumeName"": ""vol_[0-9a-f]{32}"",\n"
        + @"[\s\S]+""BlockVolumeNames"": null\n[^,]+\n    \]\n\}\n\z";

    public static ImmutableArray<CliDifference> All { get; } =
    [
        .. ServerCommandDifferences.All,
        .. new[] { 9, 11 }.Select(line => new CliDifference("db_server_loglevel", line, 0, @"\A\z", null, "one rule for the names of thin pools") { Change = ThinPoolNames.Own }),
        .. new[] { 44, 45, 85, 86, 120, 121, 139, 140 }.Select(line =>
            new CliDifference("volume_blockvolume_brick", line, 0, @"\A\z", null, "the volume of line 27 was refused") { Change = CliChanges.WithoutRefusedVolume }),
        new("connection_and_auth", 32, 255, @"\AError: Get ""https://127\.0\.0\.1:[0-9]+/clusters"": x509: certificate signed by unknown authority\n\z", null, "the part in brackets comes from the original's TLS library"),
        new("help", 92, 0, @"\A\z", null, "another version", @"\Aheketi-cli v11\.[0-9]+\.[0-9]+[-a-z0-9.]*\n\z"),
        new("help", 93, 0, @"\A\z", null, "another version", @"\Aheketi-cli v11\.[0-9]+\.[0-9]+[-a-z0-9.]*\n\z"),
        new("db_server_loglevel", 31, 0, @"\A\z", null, "examiner", Examination),
        new("db_server_loglevel", 32, 0, @"\A\z", null, "examiner", Examination),
        new("topology", 7, 255, @"\AError: Unable to parse config file: bad\.json line 1: .+\n\z", null, "the place of the mistake"),
        new("topology", 11, 255, @"\AError: Unable to parse config file: emptyfile\.json line 1: .+\n\z", null, "the place of the mistake"),
        new("topology", 13, 255, @"\AError: Unable to parse config file: array\.json line 1: .+\n\z", null, "the place of the mistake"),
        new("topology", 9, 0, @"\Aempty\.json has no clusters: nothing to do\.\n\z", null, "allowed, but seldom meant"),
        new("topology", 15, 0, @"\ACluster 1 of nonodes\.json has no nodes: nothing to do for it\.\n\z", null, "allowed, but seldom meant"),
        new("topology", 17, 255, @"\AError: nohosts\.json line 1: cluster 1, node 1: hostnames\.manage is missing; ", "", "the original crashes half way"),
        new("topology", 19, 255, @"\AError: badzone\.json line 1: cluster 1, node 1: zone is missing; ", "", "all mistakes at once, before anything is changed"),
        new("topology", 25, 255, @"\AError: [0-9]+ of the nodes and devices could not be added, ", null, "a script must be able to notice"),
        new("topology", 29, 255, @"\AError: [0-9]+ of the nodes and devices could not be added, ", null, "a script must be able to notice"),
        new("volume_blockvolume_brick", 16, 255, @"\AError: Failed to allocate new volume: No space: .+\n\z", null, "allocation-explained"),
        new("volume_blockvolume_brick", 27, 255, @"\AError: --snapshot-factor is 0\.5, but must be at least 1: .+\n\z", "", "almost surely a mistake"),
        new("volume_blockvolume_brick", 36, 255, @"\AError: Failed to allocate new volume: No space: .+\n\z", null, "allocation-explained"),
        new("volume_blockvolume_brick", 37, 255, @"\AError: Failed to allocate new volume: No space: .+\n\z", null, "allocation-explained"),
        new("volume_blockvolume_brick", 60, 255, @"\AError: Failed to allocate volume expansion: Maximum number of bricks reached\.: .+\n\z", null, "allocation-explained"),
        new("volume_blockvolume_brick", 129, 0, @"\A\z", "Brick <brick29> evicted\n", "the mock moves bricks"),
        new("volume_blockvolume_brick", 130, 255, @"\AError: Id not found\n\z", null, "the brick was moved by line 129"),
    ];

    /// <summary>Makes the wanted output of the recorded one.</summary>
    public Func<string, string>? Change { get; init; }

    public bool Concerns(string file, CliRun run) => File == file && Line == run.Line;

    /// <summary>What is wanted instead of the recorded run; null if what was printed is not as wanted.</summary>
    public CliRun? Expect(CliRun recorded, string output, string errors) =>
        !Regex.IsMatch(errors, Errors, RegexOptions.CultureInvariant) ? null
        : OutputPattern is null ? recorded with { ExitCode = ExitCode, Errors = errors, Output = Output ?? Change?.Invoke(recorded.Output) ?? recorded.Output }
        : Regex.IsMatch(output, OutputPattern, RegexOptions.CultureInvariant) ? recorded with { ExitCode = ExitCode, Errors = errors, Output = output }
        : null;
}
