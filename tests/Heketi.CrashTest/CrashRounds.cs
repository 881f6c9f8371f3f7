using System.Diagnostics;
using Heketi.Core.Topology;
using Heketi.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.CrashTest;

/// <summary>Starts a writing process, kills it, opens its database and compares, round after round.</summary>
public sealed class CrashRounds(Random random, TextWriter output)
{
    private const int Writers = 8;

    /// <summary>Rounds on one database before a new one is begun.</summary>
    private const int RoundsOnOne = 8;

    private readonly int[] acknowledged = new int[Writers];

    /// <summary>Runs <paramref name="rounds"/> rounds in <paramref name="directory"/>.</summary>
    public async Task<CrashTestResult> RunAsync(int rounds, string directory, CancellationToken cancellationToken)
    {
        var total = new CrashTestResult(0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var path = Path.Combine(directory, $"crash-{round / RoundsOnOne}.db");
            if (round % RoundsOnOne == 0)
            {
                Array.Clear(acknowledged);
            }

            var before = acknowledged.Sum();
            await WriteAndKillAsync(path, cancellationToken);
            var (lost, contradictions) = await CheckAsync(path, cancellationToken);
            total = new(total.Rounds + 1, total.Acknowledged + Math.Max(0, lost.After - before), total.Lost + lost.Count + contradictions.Count);
            foreach (var text in contradictions)
            {
                await output.WriteLineAsync($"round {round}: {text}");
            }
        }

        return total;
    }

    private async Task WriteAndKillAsync(string path, CancellationToken cancellationToken)
    {
        using var process = Process.Start(WritingCommand.For(path, Writers)) ?? throw new InvalidOperationException("The writing process did not start");
        try
        {
            var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var reading = ListenAsync(process.StandardOutput, opened);
            if (random.Next(5) == 0)
            {
                // now and then while it opens the database
                await Task.Delay(random.Next(60, 250), cancellationToken);
            }
            else
            {
                await opened.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
                await Task.Delay(random.Next(50, 500), cancellationToken);
            }

            process.Kill(); // SIGKILL
            await process.WaitForExitAsync(cancellationToken);
            await reading;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private async Task ListenAsync(StreamReader lines, TaskCompletionSource opened)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line == WritingCommand.Opened)
            {
                opened.TrySetResult();
            }
            else if (WritingCommand.Acknowledged(line) is var (writer, number))
            {
                acknowledged[writer] = number;
            }
        }

        opened.TrySetException(new InvalidOperationException("The writing process ended before it had opened the database"));
    }

    private async Task<((int Count, int After) Lost, IReadOnlyList<string> Contradictions)> CheckAsync(
        string path,
        CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return ((acknowledged.Sum(), acknowledged.Sum()), []);
        }

        // Reading only leaves the log as the kill left it: then the next writing process has to cope with it.
        await using var store = await LiteDbTopologyStore.OpenAsync(
            new() { Path = path, ReadOnly = random.Next(2) == 0 },
            NullLogger<LiteDbTopologyStore>.Instance,
            TimeProvider.System,
            cancellationToken);
        return Compare(store.Snapshot);
    }

    private ((int Count, int After) Lost, IReadOnlyList<string> Contradictions) Compare(TopologySnapshot snapshot)
    {
        var promised = acknowledged.Sum();
        var lost = 0;
        var contradictions = new List<string>();
        for (var writer = 0; writer < Writers; writer++)
        {
            var model = new WriterModel(writer);
            var count = model.CountIn(snapshot);
            contradictions.AddRange(model.Contradictions(snapshot, count));
            lost += Math.Max(0, acknowledged[writer] - count);
            if (count > acknowledged[writer] + 1)
            {
                contradictions.Add($"writer {writer}: {count} changes are there, {acknowledged[writer]} were acknowledged");
            }

            acknowledged[writer] = count;
        }

        return ((lost, promised), contradictions);
    }
}
