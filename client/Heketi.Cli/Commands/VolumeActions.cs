using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>volume</c> do.</summary>
internal static class VolumeActions
{
    private const string IdMissing = "Volume id missing";

    public static async Task CreateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = VolumeCreateFlags.Read(context);
        var endpoint = context.Flags.Text("persistent-volume-endpoint");
        var file = context.Flags.Text("persistent-volume-file");
        var persistentVolume = context.Flags.Boolean("persistent-volume");
        if (persistentVolume && endpoint.Length == 0)
        {
            context.Error.Write("--persistent-volume-endpoint must be provided when using --persistent-volume\n");
            throw new UsageException("Missing endpoint");
        }

        if ((persistentVolume || file.Length > 0) && !context.Flags.Boolean("wait"))
        {
            throw new UsageException("--wait=false does not go together with --persistent-volume: the volume must be there first");
        }

        var volume = await context.Client.CreateVolumeAsync(request, cancellationToken).ConfigureAwait(false);
        if (file.Length > 0)
        {
            await WriteFileAsync(context, file, PersistentVolume.Json(volume, endpoint), cancellationToken).ConfigureAwait(false);
        }
        else if (persistentVolume)
        {
            context.Out.Write(PersistentVolume.Json(volume, endpoint) + "\n");
        }
        else
        {
            Show(context, volume);
        }
    }

    public static async Task DeleteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        await context.Client.DeleteVolumeAsync(id, cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Volume {id} deleted\n");
    }

    public static async Task ExpandAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var size = context.Integer32("expand-size");
        if (size == 0)
        {
            throw new UsageException("Missing volume amount to expand");
        }

        var id = context.Flags.Text("volume") is { Length: > 0 } flag ? flag : context.Argument(0, "Missing volume id");
        Show(context, await context.Client.ExpandVolumeAsync(id, new VolumeExpandRequest { ExpandSize = size }, cancellationToken).ConfigureAwait(false));
    }

    public static async Task InfoAsync(CommandContext context, CancellationToken cancellationToken) =>
        Show(context, await context.Client.GetVolumeAsync(context.Argument(0, IdMissing), cancellationToken).ConfigureAwait(false));

    public static async Task ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Table)
        {
            context.Out.Write(Tables.Of(await context.Client.GetVolumesAsync(cancellationToken).ConfigureAwait(false)));
            return;
        }

        if (context.Json)
        {
            context.WriteJson(await context.Client.ListVolumesAsync(cancellationToken).ConfigureAwait(false), HeketiJson.Contracts.VolumeListResponse);
            return;
        }

        foreach (var volume in await context.Client.GetVolumesAsync(cancellationToken).ConfigureAwait(false))
        {
            context.Out.Write($"Id:{volume.Id}    Cluster:{volume.ClusterId}    Name:{volume.Name}{(volume.Block ? " [block]" : "")}\n");
        }
    }

    public static async Task CloneAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        var request = new VolumeCloneRequest { Name = context.Flags.Text("name") is { Length: > 0 } name ? name : null };
        Show(context, await context.Client.CloneVolumeAsync(id, request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>As in the original, <c>--json</c> changes nothing here: the output is JSON anyhow.</summary>
    public static async Task EndpointPatchAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var volume = await context.Client.GetVolumeAsync(context.Argument(0, IdMissing), cancellationToken).ConfigureAwait(false);
        var subsets = volume.Mount.GlusterFs.Hosts.Select(host => $$"""{"addresses":[{"ip":"{{host}}"}],"ports":[{"port":1}]}""");
        context.Out.Write($$"""{"subsets": [{{string.Join(',', subsets)}}]}""");
    }

    public static Task SetBlockHostingRestrictionLockedAsync(CommandContext context, CancellationToken cancellationToken) =>
        RestrictAsync(context, "locked", cancellationToken);

    public static Task SetBlockHostingRestrictionUnlockedAsync(CommandContext context, CancellationToken cancellationToken) =>
        RestrictAsync(context, "", cancellationToken);

    private static async Task RestrictAsync(CommandContext context, string restriction, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        var request = new VolumeBlockRestrictionRequest { Restriction = restriction };
        Show(context, await context.Client.SetVolumeBlockRestrictionAsync(id, request, cancellationToken).ConfigureAwait(false));
    }

    private static void Show(CommandContext context, VolumeInfoResponse volume)
    {
        if (context.Json)
        {
            context.WriteJson(volume, HeketiJson.Contracts.VolumeInfoResponse);
        }
        else
        {
            context.Out.Write(VolumeText.Full(volume));
        }
    }

    private static async Task WriteFileAsync(CommandContext context, string file, string content, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(context.File(file), content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Error.Write($"Unable to write to file {file}\n");
            throw new UsageException(FileErrorText.Open(file, e));
        }
    }
}
