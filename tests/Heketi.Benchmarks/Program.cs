using Heketi.Benchmarks;
using Heketi.Benchmarks.Harness;
using Heketi.Benchmarks.Placement;
using Heketi.Benchmarks.Server;

const int Rounds = 25;
IBenchmark[] benchmarks = [new PlacerBenchmark()];

string[] names = [.. benchmarks.Select(benchmark => benchmark.Name), "server", "large"];
var line = BenchmarkArguments.Parse(args, names);
if (line.Error is not null)
{
    await Console.Error.WriteLineAsync(line.Error);
    return 1;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

foreach (var benchmark in benchmarks.Where(benchmark => line.Wants(benchmark.Name)))
{
    await foreach (var comparison in benchmark.PrepareAsync(stop.Token))
    {
        await MarkdownReport.WriteAsync(Console.Out, comparison, await Measurement.MeasureAsync(comparison, Rounds, stop.Token));
    }
}

var server = line.Server ?? BenchedServer.Built;
if (line.Wants("server"))
{
    await ServerCost.RunAsync(server, Console.Out, stop.Token);
}

if (line.Wants("large"))
{
    await new LargeCost(server, line.Database, Console.Out).RunAsync(stop.Token);
}

return 0;
