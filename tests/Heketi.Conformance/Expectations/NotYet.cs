using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>
/// What the server cannot do yet, and why. A whole file, or some steps of a file that is required
/// otherwise. An entry that has come to pass fails the run until it is removed.
/// </summary>
/// <param name="File">The recording.</param>
/// <param name="Steps">Which of its steps, as a pattern on "LINE step METHOD path"; null for the whole file.</param>
/// <param name="Why">What is missing.</param>
public sealed record NotYet(string File, string? Steps, string Why)
{
    public static ImmutableArray<NotYet> Http { get; } =
    [
        new("blockvolumes", null, "block volumes"),
        new("blockvolumes_cluster_flags", null, "block volumes"),
        new("blockvolumes_concurrent_first_create", null, "block volumes, fault injection"),
        new("blockvolumes_no_auto_hosting", null, "block volumes"),
        new("bricks_evict_and_device_remove_with_fake_gluster", null, "fault injection"),
        new("db", null, "database dump, check and backup"),
        new("db_read_only", null, "starts on a database file of the original") { CannotStart = true },
        new("logging_and_examine", null, "logging levels and the state examiner"),
        new("metrics", "^(?:26|3[0-26]) ", "block volumes"),
        new("upgrade_old_40", null, "starts on a database file of the original"),
        new("executor_failures", "^(?:21[4-9]|22[01]|22[4-7]|229|23[0-145]|23[7-9]|241) ", "block volumes"),
        new("executor_success_commands", "^(?:6[4-9]|7[0-4]) ", "arbiter volumes"),
        new("executor_success_commands", "^(?:75|8[0-9]) ", "block volumes"),
        new("executor_success_commands", "^(?:9[5-9]|10[0-9]) ", "whether the removed device has the brick is chance; a disk in use is not added a second time"),
        new("executor_success_commands", "^117 ", "the state examiner"),
        new("operations_pending_and_throttle", "^(?:42|5[0-2]|93) ", "database check, clones, block restrictions, block volumes, metrics"),
        new("clusters", "^(?:5[1-58]) ", "block volumes"),
        new("volumes_clone_crash_on_mock", null, "clones; the original dies here"),
        new("volumes_clone_with_fake_gluster", null, "clones, fault injection"),
        new("volumes_expand_clone_restriction", "^62 clone ", "clones"),
        new("volumes_expand_clone_restriction", "^(?:6[89]|7[01345678]|8[345]) ", "block restrictions"),
        new("volumes_expand_clone_restriction", "^(?:8[0-2]|9[2-9]|100) ", "block volumes"),
        new("volumes_pre_post_options", "^34 block volume made automatically", "block volumes"),
    ];

    public static ImmutableArray<NotYet> Cli { get; } =
    [
        new("db_server_loglevel", null, "db, server and loglevel commands and the routes behind them"),
        new("heketi_binary", null, "the server's own commands"),
        new("heketi_db_commands", null, "the server's own commands"),
        new("help", null, "help texts to the byte"),
        new("setup_heketi_storage", null, "setup-openshift-heketi-storage"),
        new("topology", "^36 ", "block volumes"),
        new("topology", "^(?:37|38|39|4[0-9]|50) ", "shows the block volume of line 36"),
        new("volume_blockvolume_brick", "^(?:44|45|85|86|12[01]|139|140) ", "the lists lack the volume of line 27 (a wanted difference) and the block volumes"),
        new("volume_blockvolume_brick", "^(?:7[4-8]|80|119|122) ", "block restrictions and block volumes on the hosting volume"),
        new("volume_blockvolume_brick", "^133 ", "device info: usage depends on where the bricks are"),
        new("volume_blockvolume_brick", "blockvolume|brick|clone|--block|b1|hosting", "block volumes, bricks, clones"),
    ];

    /// <summary>The server of the scenario needs a database that it cannot read yet.</summary>
    public bool CannotStart { get; init; }

    public bool Concerns(RecordedExchange exchange) =>
        Steps is null || Regex.IsMatch(exchange.Subject, Steps, RegexOptions.CultureInvariant);
}
