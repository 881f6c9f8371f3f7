using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>Either a brick or the reason why not.</summary>
public abstract record ReplacementResult
{
    private ReplacementResult()
    {
    }

    /// <summary>A place was found.</summary>
    /// <param name="Brick">The new brick.</param>
    public sealed record Found(Brick Brick) : ReplacementResult;

    /// <summary>There is no place.</summary>
    /// <param name="Explanation">Which constraint ruled out how many devices.</param>
    public sealed record None(string Explanation) : ReplacementResult;
}
