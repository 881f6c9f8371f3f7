using System.Net;
using Heketi.Client;
using Heketi.Client.Errors;

namespace Heketi.Cli.Doctor;

/// <summary>Looks whether the server answers, takes the key and takes changes.</summary>
internal sealed class ServerChecks(HeketiClient client, CliEnvironment environment, string server, string user)
{
    /// <summary>Whether later checks make sense.</summary>
    public bool IsUsable { get; private set; }

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        try
        {
            var start = environment.Time.GetTimestamp();
            await client.GetHelloAsync(cancellationToken).ConfigureAwait(false);
            findings.Add(new Finding(Grade.Ok, $"{server} answers within {environment.Time.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
        }
        catch (HeketiApiException e)
        {
            findings.Add(new Finding(Grade.Failure, $"{server} answers {(int)e.Status} to /hello: {e.Message}", "This is no Heketi server, or a proxy in front of it is wrong; check --server and HEKETI_CLI_SERVER."));
            return findings;
        }
        catch (HeketiException e)
        {
            findings.Add(new Finding(Grade.Failure, $"{server} gives no answer: {e.Message}", "Check --server and HEKETI_CLI_SERVER, that heketi runs there (systemctl status heketi), its port, and firewalls in between."));
            return findings;
        }

        findings.Add(await KeyAsync(cancellationToken).ConfigureAwait(false));
        IsUsable = findings[^1].Grade is Grade.Ok;
        if (IsUsable)
        {
            findings.Add(await ModeAsync(cancellationToken).ConfigureAwait(false));
            findings.Add(await OperationsAsync(cancellationToken).ConfigureAwait(false));
        }

        return findings;
    }

    private async Task<Finding> KeyAsync(CancellationToken cancellationToken)
    {
        var who = user.Length > 0 ? $"user \"{user}\"" : "no user";
        try
        {
            await client.ListClustersAsync(cancellationToken).ConfigureAwait(false);
            return new Finding(Grade.Ok, $"the server takes the key ({who})");
        }
        catch (HeketiApiException e) when (e.Status is HttpStatusCode.Unauthorized)
        {
            var advice = e.Message.Contains("Administrator", StringComparison.OrdinalIgnoreCase)
                ? "This user may list and create volumes only; use --user admin and the admin key."
                : "Give --user admin and HEKETI_CLI_KEY as in jwt.admin.key of the server's heketi.json; compare the clocks of both machines.";
            return new Finding(Grade.Failure, $"the server refuses the key ({who}): {e.Message}", advice);
        }
        catch (HeketiException e)
        {
            return new Finding(Grade.Failure, $"the server cannot list clusters: {e.Message}", "See the server's log.");
        }
    }

    private async Task<Finding> ModeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var mode = (await client.GetModeAsync(cancellationToken).ConfigureAwait(false)).State;
            return mode == "normal"
                ? new Finding(Grade.Ok, "the server takes changes")
                : new Finding(Grade.Warning, $"the server is in mode {mode} and refuses changes", "If nobody works on it: heketi-cli server mode set normal, on the server's machine, or signal USR2 to the server.");
        }
        catch (HeketiException e)
        {
            return new Finding(Grade.Warning, $"the server's mode cannot be read: {e.Message}", "See the server's log.");
        }
    }

    private async Task<Finding> OperationsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var counts = await client.GetOperationsInfoAsync(cancellationToken).ConfigureAwait(false);
            return counts.Failed + counts.Stale == 0
                ? new Finding(Grade.Ok, $"no failed operations ({counts.InFlight} run)")
                : new Finding(
                    Grade.Warning,
                    $"{counts.Failed} failed and {counts.Stale} stale operations hold space",
                    "See them with: heketi-cli server operations list; then clean up with: heketi-cli server operations cleanup");
        }
        catch (HeketiException e)
        {
            return new Finding(Grade.Warning, $"the operations cannot be read: {e.Message}", "See the server's log.");
        }
    }
}
