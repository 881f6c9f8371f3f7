namespace Heketi.Core.Operations.Bricks;

/// <summary>There is no place for a brick that is to be moved.</summary>
/// <param name="message">The answer.</param>
/// <param name="explanation">Which constraint ruled out how many devices.</param>
public sealed class NoReplacementException(string message, string explanation) : Exception($"{message}: {explanation}")
{
    /// <summary>Words of the Heketi API.</summary>
    public const string Text = "No Replacement was found for resource requested to be removed";

    /// <summary>Which constraint ruled out how many devices.</summary>
    public string Explanation { get; } = explanation;
}
