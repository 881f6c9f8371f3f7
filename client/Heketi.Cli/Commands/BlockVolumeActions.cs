using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Client.Json;
using Heketi.Contracts.BlockVolumes;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>blockvolume</c> do.</summary>
internal static class BlockVolumeActions
{
    private const string IdMissing = "Volume id missing";

    public static async Task CreateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var flags = context.Flags;
        var request = new BlockVolumeCreateRequest
        {
            Size = flags.Integer("size") is not 0 and var size ? size : throw new UsageException("Missing volume size"),
            Clusters = flags.Text("clusters") is { Length: > 0 } clusters ? clusters.Split(',') : null,
            Name = flags.Text("name"),
            HaCount = flags.Integer("ha") is >= 0 and var ha ? ha : throw new UsageException("Invalid HA count"),
            Auth = flags.Boolean("auth"),
        };
        Show(context, await context.Client.CreateBlockVolumeAsync(request, cancellationToken).ConfigureAwait(false));
    }

    public static async Task DeleteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        await context.Client.DeleteBlockVolumeAsync(id, cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Volume {id} deleted\n");
    }

    public static async Task ExpandAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Flags.Text("blockvolume") is { Length: > 0 } flag ? flag : context.Argument(0, "Missing block volume id");
        var size = context.Flags.Integer("new-size");
        if (size == 0)
        {
            throw new UsageException("Missing block volume net new size");
        }

        var request = new BlockVolumeExpandRequest { NewSize = size };
        Show(context, await context.Client.ExpandBlockVolumeAsync(id, request, cancellationToken).ConfigureAwait(false));
    }

    public static async Task InfoAsync(CommandContext context, CancellationToken cancellationToken) =>
        Show(context, await context.Client.GetBlockVolumeAsync(context.Argument(0, IdMissing), cancellationToken).ConfigureAwait(false));

    public static async Task ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Table)
        {
            context.Out.Write(Tables.Of(await context.Client.GetBlockVolumesAsync(cancellationToken).ConfigureAwait(false)));
            return;
        }

        if (context.Json)
        {
            context.WriteJson(await context.Client.ListBlockVolumesAsync(cancellationToken).ConfigureAwait(false), HeketiJson.Contracts.BlockVolumeListResponse);
            return;
        }

        foreach (var volume in await context.Client.GetBlockVolumesAsync(cancellationToken).ConfigureAwait(false))
        {
            context.Out.Write($"Id:{volume.Id}    Cluster:{volume.ClusterId}    Name:{volume.Name}\n");
        }
    }

    private static void Show(CommandContext context, BlockVolumeInfoResponse volume)
    {
        if (context.Json)
        {
            context.WriteJson(volume, HeketiJson.Contracts.BlockVolumeInfoResponse);
        }
        else
        {
            context.Out.Write(BlockVolumeText.Full(volume));
        }
    }
}
