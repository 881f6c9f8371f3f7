using System.Diagnostics;
using System.Globalization;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Replay;

namespace Heketi.Conformance.Cli;

/// <summary>Runs the recorded heketi-cli commands against a server and compares output, errors and exit codes.</summary>
public sealed class CliReplay(CliRecording recording, string executable, int port, string folder)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private readonly ObservedTopology _topology = new();
    private Bindings _bindings = Bindings.Empty;

    public async Task<ReplayReport> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<ExchangeResult>();
        foreach (var run in recording.Runs)
        {
            if (run.File is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, run.File), run.Content, cancellationToken);
            }
            else if (run.Arguments is not null)
            {
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

    private async Task<string?> TryAsync(CliRun run, CancellationToken cancellationToken)
    {
        if (run.Arguments![0] != "heketi-cli")
        {
            return "the server's own commands are not replayed";
        }

        var unknown = Placeholder.Any().Matches(run.CommandLine).Select(match => match.Value).Where(name => _bindings.Choices(name).Count == 0).ToList();
        if (unknown.Count > 0)
        {
            return $"depends on an id never seen: {string.Join(", ", unknown)}";
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            var (output, errors, exitCode) = await ExecuteAsync(run, limit.Token);
            return Compare(run, output, errors, exitCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"did not end within {_limit.TotalSeconds} s";
        }
    }

    private string? Compare(CliRun recorded, string output, string errors, int exitCode)
    {
        var wanted = CliDifference.All.FirstOrDefault(difference => difference.Concerns(recording.Name, recorded));
        var run = wanted?.Expect(recorded, errors) ?? recorded;
        if (exitCode != run.ExitCode)
        {
            return $"exit code {exitCode}; output \"{TextTemplate.Shorten(output)}\", errors \"{TextTemplate.Shorten(errors)}\"";
        }

        var first = CliTextMatcher.Match(Actual(run.Output), output, _bindings, _topology);
        var second = first.IsMatch ? TextTemplate.Match(Actual(run.Errors), errors, first.Bindings!, "errors") : first;
        _bindings = second.Bindings ?? first.Bindings ?? _bindings;
        return second.Difference ?? run.Written.Select(file => CompareFile(file.Key, file.Value)).FirstOrDefault(difference => difference is not null);
    }

    private string? CompareFile(string name, string content)
    {
        var path = Path.Combine(folder, name);
        return !File.Exists(path) ? $"{name} was not written" : TextTemplate.Match(CliTextMatcher.WithoutShortId(Actual(content)), CliTextMatcher.WithoutShortId(File.ReadAllText(path)), _bindings, name).Difference;
    }

    private async Task<(string Output, string Errors, int ExitCode)> ExecuteAsync(CliRun run, CancellationToken cancellationToken)
    {
        var arguments = run.Arguments!.Skip(1).Select(Actual).Select(argument => Placeholder.Any().Replace(argument, match => _bindings.Choices(match.Value)[0]));
        var start = new ProcessStartInfo(executable, arguments)
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
            start.Environment[name] = Actual(value);
        }

        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (await output, await errors, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private string Actual(string text) => text
        .Replace("<port>", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("$TMP", folder, StringComparison.Ordinal);
}
