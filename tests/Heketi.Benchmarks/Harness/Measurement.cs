using System.Diagnostics;

namespace Heketi.Benchmarks.Harness;

/// <summary>
/// Measures a comparison: after a warm-up, rounds in which each contender runs once, so that what disturbs the machine disturbs all
/// of them. Ratios are taken within a round; of the rounds the median counts.
/// </summary>
internal static class Measurement
{
    private const int WarmUps = 5;

    public static async Task<IReadOnlyList<Sample[]>> MeasureAsync(Comparison comparison, int rounds, CancellationToken cancellationToken)
    {
        Contender[] contenders = [comparison.Baseline, .. comparison.Others];
        var samples = contenders.Select(_ => new Sample[rounds]).ToArray();
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var c = 0; c < contenders.Length; c++)
            {
                // Another one is first in each round.
                var index = (c + round + WarmUps) % contenders.Length;
                var sample = await MeasureAsync(contenders[index], cancellationToken);
                if (round >= 0)
                {
                    samples[index][round] = sample;
                }
            }
        }

        return samples;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static async Task<Sample> MeasureAsync(Contender contender, CancellationToken cancellationToken)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();

        await contender.RunAsync(cancellationToken);

        var wall = Stopwatch.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new(
            wall.TotalMicroseconds / contender.Operations,
            cpu.TotalMicroseconds / contender.Operations,
            (double)allocated / contender.Operations);
    }
}
