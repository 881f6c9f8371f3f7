using System.Text;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Simulation;

/// <summary>
/// Storage nodes that exist in memory only, down to their commands: disks, volume groups, thin pools and Gluster volumes come and
/// go as they would on real nodes; file systems, mounts and fstab just succeed. For fault injection without any node. As with
/// the mock, a node that was not seen before is well, and all is forgotten when the server stops.
/// </summary>
/// <param name="deviceSizeGiB">Size of every disk, GiB.</param>
public sealed class SimulatedHosts(ulong deviceSizeGiB = 500) : ICommandRunner
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedLvm> _lvm = new(StringComparer.Ordinal);
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

    private SimulatedAnswer Answer(NodeHost host, IReadOnlyList<string> words) => words switch
    {
        ["/usr/sbin/lvm", var verb, ..] => LvmOf(host).Run(verb, [.. words.Skip(2)]),
        ["/usr/bin/udevadm", ..] => SimulatedAnswer.Silence,
        ["wipefs", .., var device] => LvmOf(host).Wipe(device),
        ["gluster-block", _, ..] => _blocks.Run(words),
        ["gluster", ..] => _gluster.Run(host.StorageHost, words),
        _ => SimulatedAnswer.Silence,
    };

    private SimulatedLvm LvmOf(NodeHost host)
    {
        if (!_lvm.TryGetValue(host.ManageHost, out var lvm))
        {
            _lvm.Add(host.ManageHost, lvm = new(deviceSizeGiB * 1024 * 1024));
        }

        return lvm;
    }
}
