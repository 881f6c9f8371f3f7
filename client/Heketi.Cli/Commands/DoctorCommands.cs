using Heketi.Cli.Doctor;
using Heketi.Cli.Parsing;
using Heketi.Cli.Topology;
using Heketi.Client.Errors;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>doctor</c>: looks at all that has to be right and says what to do about the rest.</summary>
internal static class DoctorCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "doctor",
        Short = "Check server, keys, topology file and nodes, and say what to do",
        Example = "  $ heketi-cli doctor --topology=topology.json",
        IsNew = true,
        NeedsResults = true,
        Flags =
        [
            new() { Name = "topology", Kind = FlagKind.Text, Usage = "\n\tA topology file to check too" },
        ],
        Action = RunAsync,
    };

    private static async Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var server = context.Environment.FlagOrVariable(context.Flags.Text("server"), "HEKETI_CLI_SERVER", ServerConnection.DefaultServer);
        var user = context.Environment.FlagOrVariable(context.Flags.Text("user"), "HEKETI_CLI_USER", "");
        var checks = new ServerChecks(context.Client, context.Environment, server, user);
        var findings = new List<Finding>(await checks.RunAsync(cancellationToken).ConfigureAwait(false));
        if (checks.IsUsable)
        {
            findings.AddRange(await TopologyAsync(context, cancellationToken).ConfigureAwait(false));
        }

        if (context.Flags.Text("topology") is { Length: > 0 } file)
        {
            findings.AddRange(await FileAsync(context, file, cancellationToken).ConfigureAwait(false));
        }

        if (context.Json)
        {
            context.WriteDocument(DoctorReport.Json(findings));
        }
        else
        {
            context.Out.Write(DoctorReport.Text(findings));
        }

        if (findings.Exists(finding => finding.Grade is Grade.Failure))
        {
            throw new ReportedException();
        }
    }

    private static async Task<IEnumerable<Finding>> TopologyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            return TopologyChecks.Of(await context.Client.GetTopologyAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (HeketiException e)
        {
            return [new Finding(Grade.Failure, $"the topology cannot be read: {e.Message}", "See the server's log.")];
        }
    }

    private static async Task<IEnumerable<Finding>> FileAsync(CommandContext context, string file, CancellationToken cancellationToken)
    {
        await using var notices = new StringWriter();
        try
        {
            await TopologyFileReader.ReadAsync(context.File(file), file, notices, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            return e.Message.Split('\n').Select(mistake => new Finding(Grade.Failure, mistake, "Correct the file."));
        }

        var hints = notices.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(notice => new Finding(Grade.Warning, notice, "Correct the file if this is not meant.")).ToList();
        return hints.Count > 0 ? hints : [new Finding(Grade.Ok, $"{file} is a topology file without mistakes")];
    }
}
