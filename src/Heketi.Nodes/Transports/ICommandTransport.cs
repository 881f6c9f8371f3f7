using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Transports;

/// <summary>A way to run a program on a storage node.</summary>
public interface ICommandTransport
{
    /// <summary>
    /// Runs <paramref name="command"/> on <paramref name="host"/> and waits for its end. Its stdin stays open and empty while
    /// somebody waits here and is closed when nobody does any more: that is how the remote side learns of a cancellation or of
    /// a lost connection.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="command">The program.</param>
    /// <param name="patience">
    /// After this time the host is taken for lost. It is longer than the limit that the command itself keeps.
    /// </param>
    /// <param name="cancellationToken">Ends the wait and the remote command.</param>
    /// <exception cref="NodeUnreachableException">The command was surely not started.</exception>
    /// <exception cref="NodeOutcomeUnknownException">It may have been started, its end was not seen.</exception>
    Task<ExecOutput> ExecAsync(NodeHost host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken);
}
