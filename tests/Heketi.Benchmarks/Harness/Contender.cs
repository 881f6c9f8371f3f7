namespace Heketi.Benchmarks.Harness;

/// <summary>One way to do the work of a comparison.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Operations">How many operations one call does; enough that a call takes some milliseconds.</param>
/// <param name="RunAsync">Does them.</param>
internal sealed record Contender(string Name, int Operations, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>A contender that does not wait for anything.</summary>
    public static Contender Of(string name, int operations, Action operation) => new(name, operations, _ =>
    {
        for (var i = 0; i < operations; i++)
        {
            operation();
        }

        return Task.CompletedTask;
    });
}
