using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Gluster;

namespace Heketi.Nodes.GlusterBlocks;

/// <summary>Block volumes by the gluster-block CLI, which answers JSON and ends many failed commands with 0.</summary>
internal sealed class BlockVolumeService(GlusterRunner runner, ClusterLanes lanes, BlockCommands commands) : IBlockVolumeService
{
    public async Task<BlockTarget> CreateAsync(GlusterPool pool, BlockSpec block, CancellationToken cancellationToken)
    {
        var reply = await ChangeAsync(pool, commands.Create(block), "create", "Failed to create block volume: ", cancellationToken);
        return new(reply.Iqn, reply.Username, reply.Password);
    }

    public async Task<GlusterBlock?> FindAsync(GlusterPool pool, string hostingVolume, string name, CancellationToken cancellationToken)
    {
        var (reply, error) = await RunAsync(pool, BlockCommands.Info(hostingVolume, name), "info", $"Unable to get info of block volume {name}: ", cancellationToken);
        return reply.IsMissing ? null
            : reply.Succeeded ? new(reply.Name.Length > 0 ? reply.Name : name, reply.Size)
            : throw error;
    }

    public async Task<IReadOnlyList<string>> ListAsync(GlusterPool pool, string hostingVolume, CancellationToken cancellationToken)
    {
        var (reply, error) = await RunAsync(pool, BlockCommands.List(hostingVolume), "list", $"Unable to list block volumes of {hostingVolume}: ", cancellationToken);
        return reply.Succeeded ? reply.Blocks : throw error;
    }

    public Task ExpandAsync(GlusterPool pool, string hostingVolume, string name, int sizeGiB, CancellationToken cancellationToken) => ChangeAsync(
        pool,
        BlockCommands.Resize(hostingVolume, name, sizeGiB),
        "expand",
        "Failed to expand block volume: ",
        cancellationToken,
        reply => reply.HasThatSize);

    public Task DeleteAsync(GlusterPool pool, string hostingVolume, string name, CancellationToken cancellationToken) => ChangeAsync(
        pool, BlockCommands.Delete(hostingVolume, name), "delete", "", cancellationToken, reply => reply.IsMissing);

    private async Task<BlockReply> ChangeAsync(
        GlusterPool pool,
        CommandLine command,
        string verb,
        string failure,
        CancellationToken cancellationToken,
        Func<BlockReply, bool>? wasDoneBefore = null)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        var (reply, error) = await RunAsync(pool, command, verb, failure, cancellationToken);
        return reply.Succeeded || wasDoneBefore?.Invoke(reply) is true ? reply : throw error;
    }

    /// <summary>The answer, and the error that it is if it is one. The texts are those of Heketi v10.</summary>
    private async Task<(BlockReply Reply, NodeCommandException Error)> RunAsync(
        GlusterPool pool, CommandLine command, string verb, string failure, CancellationToken cancellationToken)
    {
        var result = await runner.ChangeAsync(pool, [new CommandStep(command) { MayFail = true }], cancellationToken);
        var step = result.Steps[0];
        // Newer versions write the answer of a command that failed to stderr
        var answer = string.IsNullOrWhiteSpace(step.OutputText) && !step.IsDone ? step.Main!.ErrorText : step.OutputText;
        BlockReply reply;
        try
        {
            reply = BlockReply.Parse(answer);
        }
        catch (FormatException)
        {
            throw result.ErrorOf(step, text => step.IsDone ? $"Unparsable error during block volume {verb}: {answer.TrimEnd()}" : failure + text);
        }

        return (reply, result.ErrorOf(step, text => failure + (reply.Error.Length > 0 ? reply.Error : text)));
    }
}
