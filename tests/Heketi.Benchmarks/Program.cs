using Heketi.Benchmarks.Harness;
using Heketi.Benchmarks.Placement;
using Heketi.Benchmarks.Server;

const int Rounds = 25;
IBenchmark[] benchmarks = [new PlacerBenchmark()];

string[] names = [.. benchmarks.Select(benchmark => benchmark.Name), "server"];
var unknown = args.Except(names).ToList();
if (unknown.Count > 0)
{
    await Console.Error.WriteLineAsync(
        $"unknown benchmark: {string.Join(", ", unknown)}; there are: {string.Join(", ", names)}");
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

if (args.Length == 0 || args.Contains("server"))
{
    await ServerCost.RunAsync(Console.Out, stop.Token);
}

return 0;
