using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Transports;

/// <summary>Runs commands only while this server may: one that lost its lease must not touch the nodes of its successor.</summary>
/// <param name="inner">How commands run.</param>
/// <param name="mayRun">Whether they may, now.</param>
public sealed class FencedTransport(ICommandTransport inner, Func<bool> mayRun) : ICommandTransport
{
    /// <inheritdoc/>
    public Task<ExecOutput> ExecAsync(NodeHost host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        return mayRun()
            ? inner.ExecAsync(host, command, patience, cancellationToken)
            : throw new NodeUnreachableException($"{host.ManageHost}: this server has lost its lease and runs no commands any more", host.ManageHost);
    }
}
