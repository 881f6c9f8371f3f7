namespace Heketi.Core.Store;

/// <summary>The file cannot be used as a database. It was left as it is.</summary>
public sealed class StoreUnreadableException(StoreFileProblem problem, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What is wrong with it.</summary>
    public StoreFileProblem Problem { get; } = problem;
}
