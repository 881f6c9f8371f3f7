using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Replay;

namespace Heketi.Conformance.Cli;

/// <summary>
/// Runs the recorded commands of the server's program. What a build says of itself (first line) and the place in the source that a
/// log line names are not compared; log lines of errors are not either, as ours say the same in the last line only.
/// </summary>
public sealed partial class ServerCommandReplay(CliRecording recording, string executable, string folder)
{
    private const string BusyPort = "19196";
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);
    private readonly string _port = FreePort();
    private Bindings _bindings = Bindings.Empty;

    public async Task<ReplayReport> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<ExchangeResult>();
        DamagedSamples.Prepare(folder);
        _bindings = DamagedSamples.Ids(_bindings);
        foreach (var run in recording.Runs)
        {
            if (run.File is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, run.File), Port(run.Content!), cancellationToken);
            }
            else if (run.Arguments is not null)
            {
                DamagedSamples.PrepareFor(folder, run, _bindings);
                results.Add(new ExchangeResult(Describe(run), await TryAsync(run, cancellationToken)));
            }
        }

        return new ReplayReport(recording.Name, results);
    }

    private static RecordedExchange Describe(CliRun run) => new()
    {
        Line = run.Line,
        Step = run.Step,
        Method = run.Arguments![0],
        Path = string.Join(' ', run.Arguments.Skip(1)),
        Status = run.ExitCode,
    };

    private async Task<string?> TryAsync(CliRun recorded, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        using var busy = recorded.Environment.GetValueOrDefault("HEKETI_HTTP_PORT") == BusyPort ? Listen() : null;
        try
        {
            var (output, errors, exitCode) = await ExecuteAsync(recorded, busy, limit.Token);
            var wanted = CliDifference.All.FirstOrDefault(difference => difference.Concerns(recording.Name, recorded));
            var run = wanted?.Expect(recorded, output, errors) ?? recorded;
            if (exitCode != run.ExitCode)
            {
                return $"exit code {exitCode}; output \"{TextTemplate.Shorten(output)}\", errors \"{TextTemplate.Shorten(errors)}\"";
            }

            var first = Match(run.Output, output, "output");
            var second = first.IsMatch ? Match(run.Errors, errors, "errors") : first;
            _bindings = second.Bindings ?? _bindings;
            return second.Difference;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"did not end within {_limit.TotalSeconds} s";
        }
    }

    private MatchOutcome Match(string recorded, string actual, string where)
    {
        var (want, have) = (Comparable(Port(recorded)), Comparable(actual));
        if (!want.Contains("totalinconsistencies", StringComparison.Ordinal))
        {
            return TextTemplate.Match(want, have, _bindings, where);
        }

        // Warnings come before a report
        var (wantReport, haveReport) = (want.IndexOf('{', StringComparison.Ordinal), Math.Max(0, have.IndexOf('{', StringComparison.Ordinal)));
        var warnings = TextTemplate.Match(want[..wantReport], have[..haveReport], _bindings, where);
        return warnings.IsMatch ? BodyMatcher.Match(want[wantReport..], have[haveReport..], warnings.Bindings!) : warnings;
    }

    private async Task<(string Output, string Errors, int ExitCode)> ExecuteAsync(CliRun run, TcpListener? busy, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(executable, run.Arguments!.Skip(1).Select(Actual))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("HEKETI_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in run.Environment)
        {
            start.Environment[name] = busy is null ? Port(value) : value.Replace(BusyPort, PortOf(busy), StringComparison.Ordinal);
        }

        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = new StringBuilder();
            var stop = run.Step?.Contains("SIGINT", StringComparison.Ordinal) == true ? "INT" : "TERM";
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                output.AppendLine(line);
                if (line.StartsWith("Listening on port", StringComparison.Ordinal))
                {
                    using var kill = Process.Start("/bin/sh", ["-c", $"kill -{stop} {process.Id}"]);
                    await kill.WaitForExitAsync(cancellationToken);
                }
            }

            await process.WaitForExitAsync(cancellationToken);
            return (busy is null ? output.ToString() : output.ToString().Replace(PortOf(busy), BusyPort, StringComparison.Ordinal), busy is null ? await errors : (await errors).Replace(PortOf(busy), BusyPort, StringComparison.Ordinal), process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return listener;
    }

    private static string PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    private static string FreePort()
    {
        using var listener = Listen();
        return PortOf(listener);
    }

    private string Port(string text) => text.Replace("19197", _port, StringComparison.Ordinal).Replace("19198", _port, StringComparison.Ordinal);

    private string Actual(string argument) => Placeholder.Any().Replace(
        argument.Replace("$SAMPLES", folder, StringComparison.Ordinal), match => _bindings.Choices(match.Value)[0]);

    private static string Comparable(string text) => Build().Replace(LogPlace().Replace(LogLine().Replace(text, ""), ""), "Heketi <build>");

    [GeneratedRegex("^Heketi .+ \\(using .+\\)$", RegexOptions.Multiline)]
    private static partial Regex Build();

    /// <summary>Notes and traces of what goes on inside differ; warnings and their order are compared.</summary>
    [GeneratedRegex("^\\[(?:heketi|jwt)\\] (?:DEBUG|INFO|ERROR) .*(?:\n|\\z)", RegexOptions.Multiline)]
    private static partial Regex LogLine();

    [GeneratedRegex("(?<=^\\[heketi\\] WARNING )(?:<time>|[0-9/]+ [0-9:]+) ", RegexOptions.Multiline)]
    private static partial Regex LogPlace();
}
