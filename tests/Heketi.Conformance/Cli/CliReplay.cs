using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Replay;

namespace Heketi.Conformance.Cli;

/// <summary>Runs the recorded heketi-cli commands against a server and compares output, errors and exit codes.</summary>
public sealed partial class CliReplay(CliRecording recording, string executable, CliServers servers)
{
    private const string LoadedServer = "fresh server, topology of 3 nodes x 2 devices loaded";
    private const string LoadedTopology = "topology.json";
    private const string TlsServer = "server with enable_tls";
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private readonly string _folder = servers.Folder;
    private ObservedTopology _topology = new();
    private Bindings _bindings = Bindings.Empty;

    public async Task<ReplayReport> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<ExchangeResult>();
        if (recording.Runs.All(run => run.Note != LoadedServer))
        {
            await servers.StartAsync(cancellationToken);
        }

        foreach (var run in recording.Runs)
        {
            if (run.File is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(_folder, run.File), run.Content, cancellationToken);
            }
            else if (run.Note == LoadedServer)
            {
                await StartLoadedAsync(cancellationToken);
            }
            else if (run.Note?.StartsWith(TlsServer, StringComparison.Ordinal) is true)
            {
                await servers.StartTlsAsync("c.pem", "k.pem", cancellationToken);
            }
            else if (run.Arguments is not null)
            {
                results.Add(new ExchangeResult(Describe(run), await TryAsync(run, cancellationToken)));
            }
        }

        return new ReplayReport(recording.Name, results);
    }

    /// <summary>The topology of three nodes is the same in all recordings.</summary>
    private async Task StartLoadedAsync(CancellationToken cancellationToken)
    {
        await servers.StartAsync(cancellationToken);
        _topology = new ObservedTopology();
        var load = CliRecording.Load("volume_blockvolume_brick").Runs.SkipWhile(run => run.File != LoadedTopology).Take(2).ToList();
        await File.WriteAllTextAsync(Path.Combine(_folder, LoadedTopology), load[0].Content, cancellationToken);
        var (_, errors, exitCode) = await ExecuteAsync(load[1], cancellationToken);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"the topology could not be loaded: {errors}");
        }
    }

    /// <summary>Which host is which node, asked when a text lists hosts that have not been seen yet.</summary>
    private async Task LearnHostsAsync(CliRun run, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        if (texts.SelectMany(PrintedHosts.ListsOf).All(_topology.Knows))
        {
            return;
        }

        var (output, _, _) = await ExecuteAsync(run with { Arguments = ["heketi-cli", "topology", "info", "--json"] }, cancellationToken);
        if (JsonTree.TryParse(output) is { } tree)
        {
            _topology.Observe(tree);
        }
    }

    /// <summary>Takes away or brings back what a recorded choice leaves out.</summary>
    private async Task PrepareAsync(CliRun run, IEnumerable<string> commands, CancellationToken cancellationToken)
    {
        foreach (var command in commands)
        {
            var (_, errors, exitCode) = await ExecuteAsync(run with { Arguments = ["heketi-cli", .. command.Split(' ')] }, cancellationToken);
            if (exitCode != 0)
            {
                throw new InvalidOperationException($"line {run.Line} could not be prepared: {command}: {errors}");
            }
        }
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

        var choices = CliChoice.All.Where(choice => choice.File == recording.Name && choice.Line == run.Line).ToList();
        await PrepareAsync(run, choices.SelectMany(choice => choice.Before), cancellationToken);
        var difference = await LimitedAsync(run, cancellationToken);
        await PrepareAsync(run, choices.SelectMany(choice => choice.After), cancellationToken);
        return difference;
    }

    private async Task<string?> LimitedAsync(CliRun run, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            var (output, errors, exitCode) = await ExecuteAsync(run, limit.Token);
            await LearnHostsAsync(run, run.Written.Keys.Select(Written).Prepend(output), limit.Token);
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
        var run = wanted?.Expect(recorded, output, errors) ?? recorded;
        if (exitCode != run.ExitCode)
        {
            return $"exit code {exitCode}; output \"{TextTemplate.Shorten(output)}\", errors \"{TextTemplate.Shorten(errors)}\"";
        }

        var first = CliTextMatcher.Match(Actual(run.Output), output, _bindings, _topology);
        var second = first.IsMatch ? CliTextMatcher.MatchErrors(Actual(run.Errors), errors, first.Bindings!) : first;
        _bindings = second.Bindings ?? first.Bindings ?? _bindings;
        return second.Difference ?? run.Written.Select(file => CompareFile(file.Key, file.Value)).FirstOrDefault(difference => difference is not null);
    }

    private string? CompareFile(string name, string content) =>
        !File.Exists(Path.Combine(_folder, name)) ? $"{name} was not written"
        : PrintedHosts.Fault(Written(name), _topology) is { } fault ? $"{name}: {fault}"
        : TextTemplate.Match(Comparable(Actual(CliChanges.CopiesAsRoot(content))), Comparable(Written(name)), _bindings, name).Difference;

    /// <summary>What a command wrote into a file; nothing where it did not.</summary>
    private string Written(string name) => Path.Combine(_folder, name) is var path && File.Exists(path) ? File.ReadAllText(path) : "";

    private static string Comparable(string content) => SecretDatabase().Replace(PrintedHosts.Sorted(CliTextMatcher.WithoutShortId(content)), "\"heketi.db\": \"<base64>\"");

    /// <summary>The database in the secret: cut in the recording, random in ours.</summary>
    [GeneratedRegex("\"heketi\\.db\": \"[A-Za-z0-9+/]{16,}(?:=*|\\.\\.\\.<base64 of the database>)\"")]
    private static partial Regex SecretDatabase();

    private async Task<(string Output, string Errors, int ExitCode)> ExecuteAsync(CliRun run, CancellationToken cancellationToken)
    {
        var arguments = run.Arguments!.Skip(1).Select(Actual).Select(argument => Placeholder.Any().Replace(argument, match => _bindings.Choices(match.Value)[0]));
        var start = new ProcessStartInfo(executable, arguments)
        {
            WorkingDirectory = _folder,
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
        .Replace("<port>", servers.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("$TMP", _folder, StringComparison.Ordinal);
}
