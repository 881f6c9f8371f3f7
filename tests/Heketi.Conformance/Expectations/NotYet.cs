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
        new("executor_failures", null, "fault injection"),
        new("executor_success_commands", null, "fault injection"),
        new("logging_and_examine", null, "logging levels and the state examiner"),
        new("metrics", null, "metrics"),
        new("operations_pending_and_throttle", null, "fault injection"),
        new("operations_throttle_default_limit", null, "fault injection: the mock is too fast to fill the queue"),
        new("pprof_enabled", null, "profiling"),
        new("upgrade_old_40", null, "starts on a database file of the original"),
        new("clusters", "^(?:5[1-58]) ", "block volumes"),
        new("jwt", "^89 metrics without token", "metrics"),
        new("volumes_clone_crash_on_mock", null, "clones; the original dies here"),
        new("volumes_clone_with_fake_gluster", null, "clones, fault injection"),
        new("volumes_expand_clone_restriction", "^62 clone ", "clones"),
        new("volumes_expand_clone_restriction", "^(?:6[89]|7[01345678]|8[345]) ", "block restrictions"),
        new("volumes_expand_clone_restriction", "^(?:8[0-2]|9[2-9]|100) ", "block volumes"),
        new("volumes_pre_post_options", "^34 block volume made automatically", "block volumes"),
    ];

    public static ImmutableArray<NotYet> Cli { get; } =
    [
        new("connection_and_auth", "^9 ", "the text names the resolver's address, which the recording leaves out"),
        new("connection_and_auth", "^3[2-8] ", "a server with TLS is not started by the tests yet"),
        new("db_server_loglevel", "^(?:[2-5]|9|10|11|31|32) ", "the routes of the database and of the state examiner"),
        new("heketi_binary", null, "the server's own commands"),
        new("heketi_db_commands", null, "the server's own commands"),
        new("setup_heketi_storage", "^(?:6|14|18|20|28|30|34|38|42|46|48|50|52) ", "GET /backup/db"),
        new("topology", "^36 ", "block volumes"),
        new("topology", "^(?:37|38|39|4[0-9]|50) ", "shows the block volume of line 36"),
        new("volume_blockvolume_brick", "^(?:44|45|85|86|12[01]|139|140) ", "the lists lack the volume of line 27 (a wanted difference) and the block volumes"),
        new("volume_blockvolume_brick", "^(?:7[4-8]|80|119|122) ", "block restrictions and block volumes on the hosting volume"),
        new("volume_blockvolume_brick", "blockvolume|brick|clone|--block|b1|hosting", "block volumes, bricks, clones"),
    ];

    /// <summary>The server of the scenario needs a database that it cannot read yet.</summary>
    public bool CannotStart { get; init; }

    public bool Concerns(RecordedExchange exchange) =>
        Steps is null || Regex.IsMatch(exchange.Subject, Steps, RegexOptions.CultureInvariant);
}
