namespace Heketi.Core.Nodes;

/// <summary>
/// A node was reached and said no. The message is what the Heketi API answers (the command's stderr, else "Process exited with
/// status N"); the other properties are for the log.
/// </summary>
public class NodeCommandException(string message, string host, string command, int exitCode, string standardError)
    : NodeException(message, host)
{
    /// <summary>The command.</summary>
    public string Command { get; } = command;

    /// <summary>Its exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What it wrote to stderr.</summary>
    public string StandardError { get; } = standardError;
}
