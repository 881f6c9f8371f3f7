using Heketi.Benchmarks.Harness;

namespace Heketi.Benchmarks.Server;

/// <summary>A request that is read again and again.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Path">Its path.</param>
/// <param name="Count">Requests in a round: some tenths of a second of processor time, which the kernel counts in steps of 10 ms.</param>
/// <param name="Original">What it cost the original, ms of processor time; null: not known.</param>
internal sealed record BenchedRead(string Name, string Path, int Count, double? Original)
{
    /// <summary>All of the topology in one answer.</summary>
    public bool IsWhole => Path is "/topology" or "/db/dump";

    /// <summary>Processor time of the first answer after the start, ms.</summary>
    public double First { get; private set; }

    /// <summary>Length of the answer.</summary>
    public int Bytes { get; private set; }

    /// <summary>Processor time of a request, ms, by round.</summary>
    public List<double> Each { get; } = [];

    /// <summary>Of the rounds.</summary>
    public double Median => Measurement.Median(Each);

    /// <summary>Asks for the first time.</summary>
    public async Task AskFirstAsync(BenchedServer server, CancellationToken cancellationToken)
    {
        var before = server.ThreadsCpu;
        Bytes = await server.ReadAsync(Path, cancellationToken);
        First = (server.ThreadsCpu - before).TotalMilliseconds;
    }

    /// <summary>Asks one after the other; the result is the processor time of one, ms.</summary>
    public async Task<double> RepeatAsync(BenchedServer server, int count, CancellationToken cancellationToken)
    {
        var before = server.Cpu;
        for (var i = 0; i < count; i++)
        {
            await server.ReadAsync(Path, cancellationToken);
        }

        return (server.Cpu - before).TotalMilliseconds / count;
    }
}
