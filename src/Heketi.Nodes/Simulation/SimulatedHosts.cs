using System.Text;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Simulation;

/// <summary>
/// Storage nodes that exist in memory only, down to their commands: disks, volume groups, thin pools, file systems, mounts and
/// Gluster volumes come and go as they would on real nodes; other commands just succeed. For fault injection without any node. As with
/// the mock, a node that was not seen before is well, and all is forgotten when the server stops.
/// </summary>
/// <param name="deviceSizeGiB">Size of every disk, GiB.</param>
public sealed class SimulatedHosts(ulong deviceSizeGiB = 500) : ICommandRunner
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedHost> _hosts = new(StringComparer.Ordinal);
    private readonly SimulatedGluster _gluster = new();
    private readonly SimulatedBlocks _blocks = new();

    /// <inheritdoc/>
    public Task<CommandResult> RunAsync(NodeHost host, CommandLine command, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        SimulatedAnswer answer;
        lock (_gate)
        {
            answer = Answer(host, command.Words);
        }

        return Task.FromResult(new CommandResult(
            command, answer.ExitCode, Encoding.UTF8.GetBytes(answer.Output), Encoding.UTF8.GetBytes(answer.Errors), TimeSpan.Zero));
    }

    private SimulatedAnswer Answer(NodeHost host, IReadOnlyList<string> words)
    {
        if (words[0] == "gluster")
        {
            return _gluster.Run(host.StorageHost, words);
        }

        if (words is ["gluster-block", _, ..])
        {
            return _blocks.Run(words);
        }

        if (!_hosts.TryGetValue(host.ManageHost, out var simulated))
        {
            _hosts.Add(host.ManageHost, simulated = new(deviceSizeGiB * 1024 * 1024));
        }

        return simulated.Run(words);
    }
}
