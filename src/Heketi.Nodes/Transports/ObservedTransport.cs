using System.Diagnostics;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Transports;

/// <summary>Tells how long each exec on a host took, for metrics.</summary>
/// <param name="inner">How commands run.</param>
/// <param name="observe">Is told the host (as it is managed), the time, and whether an answer came. Must be quick and not throw.</param>
public sealed class ObservedTransport(ICommandTransport inner, Action<string, TimeSpan, bool> observe) : ICommandTransport
{
    /// <inheritdoc/>
    public async Task<ExecOutput> ExecAsync(NodeHost host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        var start = Stopwatch.GetTimestamp();
        var answered = false;
        try
        {
            var output = await inner.ExecAsync(host, command, patience, cancellationToken).ConfigureAwait(false);
            answered = true;
            return output;
        }
        finally
        {
            observe(host.ManageHost, Stopwatch.GetElapsedTime(start), answered);
        }
    }
}
