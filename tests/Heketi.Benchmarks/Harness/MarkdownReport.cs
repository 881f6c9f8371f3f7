using System.Globalization;

namespace Heketi.Benchmarks.Harness;

/// <summary>Prints a measured comparison as a Markdown table.</summary>
internal static class MarkdownReport
{
    public static async Task WriteAsync(TextWriter output, Comparison comparison, IReadOnlyList<Sample[]> samples)
    {
        var rounds = samples[0].Length;
        await output.WriteLineAsync(Text($"### {comparison.Title} (median of {rounds} rounds, per operation)"));
        await output.WriteLineAsync();
        await output.WriteLineAsync("| | wall, ratio | CPU, ratio | memory, ratio | wall, µs | CPU, µs | memory, KiB |");
        await output.WriteLineAsync("|---|---:|---:|---:|---:|---:|---:|");
        Contender[] contenders = [comparison.Baseline, .. comparison.Others];
        for (var c = 0; c < contenders.Length; c++)
        {
            await output.WriteLineAsync(Row(contenders[c].Name, samples[c], samples[0]));
        }

        await output.WriteLineAsync();
    }

    private static string Row(string name, Sample[] samples, Sample[] baseline)
    {
        return Text($"| {name} | {Ratio(s => s.Wall)} | {Ratio(s => s.Cpu)} | {Ratio(s => s.Allocated)} ")
            + Text($"| {Median(s => s.Wall):0.0} | {Median(s => s.Cpu):0.0} | {Median(s => s.Allocated) / 1024:0.0} |");

        double Median(Func<Sample, double> of) => Measurement.Median(samples.Select(of));

        // Processor time has a coarse clock on some systems: a round of 0 has no ratio.
        string Ratio(Func<Sample, double> of)
        {
            var ratios = samples.Zip(baseline).Where(pair => of(pair.Second) > 0).Select(pair => of(pair.First) / of(pair.Second)).ToList();
            return ratios.Count == 0 ? "-" : Text($"{Measurement.Median(ratios):0.000}");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
