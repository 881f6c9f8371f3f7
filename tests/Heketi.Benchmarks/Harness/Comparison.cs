namespace Heketi.Benchmarks.Harness;

/// <summary>Ways to do the same work, measured in turns in the same run: only their ratios mean anything on other machines.</summary>
/// <param name="Title">The work.</param>
/// <param name="Baseline">What the others are compared with.</param>
/// <param name="Others">The others.</param>
internal sealed record Comparison(string Title, Contender Baseline, params IReadOnlyList<Contender> Others);
