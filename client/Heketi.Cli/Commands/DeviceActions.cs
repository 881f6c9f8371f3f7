using System.Net;
using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Client.Errors;
using Heketi.Client.Json;
using Heketi.Contracts.Common;
using Heketi.Contracts.Devices;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>device</c> do.</summary>
internal static class DeviceActions
{
    private const string IdMissing = "Device id missing";
    private const string StateIdMissing = "device id missing";

    public static async Task AddAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = new DeviceAddRequest
        {
            Name = context.Flags.Text("name") is { Length: > 0 } name ? name : throw new UsageException("Missing device name"),
            NodeId = context.Flags.Text("node") is { Length: > 0 } node ? node : throw new UsageException("Missing node id"),
            DestroyData = context.Flags.Boolean("destroy-existing-data"),
        };
        await context.Client.AddDeviceAsync(request, cancellationToken).ConfigureAwait(false);
        context.Out.Write("Device added successfully\n");
    }

    public static async Task DeleteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        await context.Client.DeleteDeviceAsync(id, context.Flags.Boolean("force-forget"), cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Device {id} deleted\n");
    }

    public static Task DisableAsync(CommandContext context, CancellationToken cancellationToken) =>
        SetStateAsync(context, new StateRequest { State = "offline" }, "offline", cancellationToken);

    public static Task EnableAsync(CommandContext context, CancellationToken cancellationToken) =>
        SetStateAsync(context, new StateRequest { State = "online" }, "online", cancellationToken);

    public static async Task RemoveAsync(CommandContext context, CancellationToken cancellationToken)
    {
        context.Argument(0, StateIdMissing);
        var skipHealCheck = context.Flags.Boolean(HealCheck.Flag);
        await HealCheck.WarnAsync(context, skipHealCheck, cancellationToken).ConfigureAwait(false);

        var request = new StateRequest { State = "failed", HealCheck = skipHealCheck ? Commands.HealCheck.Disabled : null };
        await SetStateAsync(context, request, "removed", cancellationToken).ConfigureAwait(false);
    }

    public static async Task InfoAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var device = await context.Client.GetDeviceAsync(context.Argument(0, IdMissing), cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.WriteJson(device, HeketiJson.Contracts.DeviceInfoResponse);
        }
        else
        {
            context.Out.Write(DeviceText.Full(device));
        }
    }

    public static async Task ResyncAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, "object/cluster id missing");
        if (context.Flags.Boolean("cluster"))
        {
            await ResyncClusterAsync(context, id, cancellationToken).ConfigureAwait(false);
        }
        else if (await TryResyncAsync(context, id, cancellationToken).ConfigureAwait(false))
        {
            context.Out.Write($"Device {id} updated\n");
        }
    }

    public static async Task SettagsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (id, change) = TagArguments.ToSet(context);
        await context.Client.ChangeDeviceTagsAsync(id, change, cancellationToken).ConfigureAwait(false);
    }

    public static async Task RmtagsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (id, change) = TagArguments.ToRemove(context);
        await context.Client.ChangeDeviceTagsAsync(id, change, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ResyncClusterAsync(CommandContext context, string clusterId, CancellationToken cancellationToken)
    {
        context.Out.Write("Cluster-wide resync operation requested. Using object_id as cluster_id.\n");
        var clusters = await context.Client.GetClustersAsync(cancellationToken).ConfigureAwait(false);
        var nodes = await context.Client.GetNodesAsync(clusters.FirstOrDefault(cluster => cluster.Id == clusterId)?.Nodes, cancellationToken).ConfigureAwait(false);
        foreach (var (node, device) in nodes.SelectMany(node => node.Devices.Select(device => (node.Id, device.Id))))
        {
            context.Out.Write($"Now resyncing device {device}..\n");
            if (await TryResyncAsync(context, device, cancellationToken).ConfigureAwait(false))
            {
                context.Out.Write($"Device {device} (node {node}) in cluster {clusterId} updated\n");
            }
        }
    }

    /// <summary>A device that is not there is passed over without a word, as recorded of the original.</summary>
    private static async Task<bool> TryResyncAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        try
        {
            await context.Client.ResyncDeviceAsync(id, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (HeketiApiException e) when (e.Status is HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static async Task SetStateAsync(CommandContext context, StateRequest request, string word, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, StateIdMissing);
        await context.Client.SetDeviceStateAsync(id, request, cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Device {id} is now {word}\n");
    }
}
