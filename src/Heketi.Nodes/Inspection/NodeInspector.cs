using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Gluster;
using Heketi.Nodes.GlusterBlocks;
using Heketi.Nodes.Lvm;

namespace Heketi.Nodes.Inspection;

/// <summary>Looks at a node by commands that read only, all in one exec. The failures' texts are those of Heketi v10.</summary>
internal sealed class NodeInspector(IBatchRunner runner, ExecutorSettings settings) : INodeInspector
{
    /// <summary>Steps before those that ask for block volumes.</summary>
    private const int FixedSteps = 6;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly GlusterCommands _gluster = new(settings);
    private readonly LvmCommands _lvm = new(settings);

    public async Task<NodeInspection> InspectAsync(
        string clusterId, NodeHost host, ImmutableArray<string> hostingVolumes, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runner.RunAsync(host, new([.. Steps(hostingVolumes)], Limit), cancellationToken);
            return Read(host, hostingVolumes, result);
        }
        catch (NodeException e)
        {
            return new() { NodeId = host.NodeId, Failures = [$"could not fetch data from node {host.ManageHost}", $"{host.ManageHost}: {e.Message}"] };
        }
    }

    private IEnumerable<CommandStep> Steps(ImmutableArray<string> hostingVolumes) => new[]
    {
        _gluster.VolumeInfoOfAll(),
        _lvm.AllOf("pvs"),
        _lvm.AllOf("vgs"),
        _lvm.AllOf("lvs"),
        CommandLine.Of("mount"),
        CommandLine.Of("cat", settings.Fstab),
    }.Concat(hostingVolumes.Select(BlockCommands.List)).Select(command => new CommandStep(command) { MayFail = true });

    private static NodeInspection Read(NodeHost host, ImmutableArray<string> hostingVolumes, BatchResult result)
    {
        var failures = ImmutableArray.CreateBuilder<string>();
        var volumes = Try(result, 0, text => GlusterXml.Details(GlusterXml.Reply(text)), _ => $"could not fetch data from node {host.ManageHost}", failures);
        var physical = Rows(1, "pv");
        var groups = Rows(2, "vg");
        var logical = Rows(3, "lv");
        return new()
        {
            NodeId = host.NodeId,
            Volumes = volumes,
            PhysicalVolumes = physical,
            VolumeGroups = groups,
            LogicalVolumes = logical,
            Mounts = Try(result, 4, MountTable.OfMount, e => $"could not fetch mounts from node {host.ManageHost} : {e}", failures),
            Fstab = Try(result, 5, MountTable.OfFstab, e => $"could not fetch fstab from node {host.ManageHost} : {e}", failures),
            BlockVolumes = BlockVolumes(hostingVolumes, result),
            Failures = failures.ToImmutable(),
        };

        ImmutableArray<LvmRow>? Rows(int step, string table) => Try(
            result, step, text => LvmReport.Table(text, table),
            e => $"could not fetch LVM {table}s data from node {host.ManageHost} : Unable to determine LVM {table.ToUpperInvariant()}s : {e}", failures);
    }

    /// <summary>A node without gluster-block, or with one that does not answer, has told nothing.</summary>
    private static ImmutableSortedDictionary<string, ImmutableArray<string>> BlockVolumes(ImmutableArray<string> hostingVolumes, BatchResult result)
    {
        var named = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (index, volume) in hostingVolumes.Index())
        {
            try
            {
                if (BlockReply.Parse(result.Steps[FixedSteps + index].OutputText) is { Succeeded: true } reply)
                {
                    named[volume] = [.. reply.Blocks];
                }
            }
            catch (FormatException)
            {
                continue;
            }
        }

        return named.ToImmutable();
    }

    private static ImmutableArray<T>? Try<T>(
        BatchResult result, int index, Func<string, ImmutableArray<T>> read, Func<string, string> failure, ImmutableArray<string>.Builder failures)
    {
        var step = result.Steps[index];
        try
        {
            if (step.IsDone)
            {
                return read(step.OutputText);
            }

            failures.Add(failure(step.Main is null ? "it was not asked" : BatchResult.TextOf(step.Main)));
        }
        catch (FormatException e)
        {
            failures.Add(failure(step.OutputText.Length == 0 ? "unexpected end of JSON input" : e.Message));
        }

        return null;
    }
}
