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
        new("executor_success_commands", "^(?:9[5-9]|10[0-9]) ", "whether the removed device has the brick is chance; a disk in use is not added a second time"),
        new("volumes_clone_with_fake_gluster", "^(?:32|34|45|49) ", "fault injection: paths and device identities that the hooks answer"),
        new("operations_pending_and_throttle", "^93 ", "whether one or two operations run at that moment is timing"),
        new("db", "^(?:3[6-9]|4[0-4]) ", "which node has which brick of the hosting volume is chance"),
    ];

    public static ImmutableArray<NotYet> Cli { get; } =
    [
        new("db_server_loglevel", "^(?:9|1[01]) ", "the recording names thin pools as if they were bricks"),
        new("topology", "^(?:3[789]|4[0-9]|50) ", "the order of volumes with names of their own, and the bricks of the hosting volume"),
        new("volume_blockvolume_brick", "^(?:44|45|85|86) ", "the lists lack the volume of line 27 (a wanted difference)"),
        new("volume_blockvolume_brick", "^(?:8[7-9]|9[0-9]|1[0-3][0-9]|140) ", "which hosting volume and which hosts are taken is chance; texts of wrong HA counts"),
    ];

    public bool Concerns(RecordedExchange exchange) =>
        Steps is null || Regex.IsMatch(exchange.Subject, Steps, RegexOptions.CultureInvariant);
}
