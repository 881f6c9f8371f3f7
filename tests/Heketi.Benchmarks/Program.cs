using Heketi.Benchmarks.Harness;
using Heketi.Benchmarks.Placement;

const int Rounds = 25;
IBenchmark[] benchmarks = [new PlacerBenchmark()];

var unknown = args.Except(benchmarks.Select(benchmark => benchmark.Name)).ToList();
if (unknown.Count > 0)
{
    await Console.Error.WriteLineAsync(
        $"unknown benchmark: {string.Join(", ", unknown)}; there are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}");
    return 1;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

foreach (var benchmark in benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    await foreach (var comparison in benchmark.PrepareAsync(stop.Token))
    {
        await MarkdownReport.WriteAsync(Console.Out, comparison, await Measurement.MeasureAsync(comparison, Rounds, stop.Token));
    }
}

return 0;
