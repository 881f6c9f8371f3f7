using Heketi.Core.Nodes;

namespace Heketi.Nodes.Commands;

/// <summary>Runs commands on hosts one by one; a command that fails is a result like any other.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a command.</summary>
    /// <param name="host">The host.</param>
    /// <param name="command">The command.</param>
    /// <param name="limit">After this time the remote side ends it.</param>
    /// <param name="cancellationToken">Ends the wait and the command.</param>
    /// <exception cref="NodeUnreachableException">It was not started.</exception>
    /// <exception cref="NodeOutcomeUnknownException">Its end was not seen.</exception>
    Task<CommandResult> RunAsync(NodeHost host, CommandLine command, TimeSpan limit, CancellationToken cancellationToken);
}
