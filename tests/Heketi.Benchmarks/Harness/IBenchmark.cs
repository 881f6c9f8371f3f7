namespace Heketi.Benchmarks.Harness;

/// <summary>Comparisons of one subject, chosen by name on the command line.</summary>
internal interface IBenchmark
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>Prepares and yields the comparisons; each is measured before the next is asked for. Cleans up after itself.</summary>
    IAsyncEnumerable<Comparison> PrepareAsync(CancellationToken cancellationToken);
}
