using System.Collections.Immutable;
using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Nodes.Commands;
using Heketi.Nodes.FileSystems;

namespace Heketi.Nodes.Lvm;

/// <summary>Disks and their volume groups by LVM.</summary>
internal sealed class DeviceService(IBatchRunner runner, ExecutorSettings settings) : IDeviceService
{
    private readonly LvmCommands _lvm = new(settings);

    public async Task<DeviceIdentity?> IdentifyAsync(NodeHost host, string deviceName, CancellationToken cancellationToken)
    {
        var result = await RunAsync(host, [new(_lvm.Pvs(deviceName)) { MayFail = true }], cancellationToken);
        return result.Steps[0].IsDone && Parse(host, result.Steps[0].OutputText).FirstOrDefault() is { } volume
            ? new(volume.Uuid, volume.VolumeGroup)
            : null;
    }

    public async Task<DeviceReport> SetUpAsync(NodeHost host, string deviceName, string deviceId, bool destroyData, CancellationToken cancellationToken)
    {
        var group = GroupOf(deviceId);
        var result = await RunAsync(host, SetUpSteps(deviceName, group), cancellationToken);
        if (result.Steps[0].Outcome is StepOutcome.Failed)
        {
            var refusal = await RefusalAsync(result, deviceName, cancellationToken);
            if (!destroyData)
            {
                throw refusal;
            }

            var wipe = new CommandStep(CommandLine.Of("wipefs", "--all", deviceName));
            result = await RunAsync(host, [wipe, .. SetUpSteps(deviceName, group)], cancellationToken);
            if (result.Failure is { } failed && result.Steps.IndexOf(failed) < 2)
            {
                throw result.ErrorOf(failed, text => refusal.MessageFor(text));
            }
        }

        result.EnsureDone();
        return ReportOf(host, result.Steps[^2].OutputText, group, result.Steps[^1].OutputText, deviceName);
    }

    public async Task<DeviceReport> InspectAsync(NodeHost host, DeviceHandle device, CancellationToken cancellationToken)
    {
        var group = GroupOf(device.DeviceId);
        var result = (await RunAsync(
            host,
            [
                new(_lvm.PvsSelected($"vg_name={group}")),
                new(_lvm.UdevSymlinks(LinkOf(device))) { MayFail = true },
            ],
            cancellationToken)).EnsureDone();
        var report = ReportOf(host, result.Steps[0].OutputText, group, result.Steps[1].OutputText, device.Name);
        // Without the UUID's link the name was asked for, which may be another disk's by now
        var isSameDisk = device.PvUuid.Length > 0 || Parse(host, result.Steps[0].OutputText).Any(volume => volume.Name == device.Name);
        return result.Steps[1].IsDone && isSameDisk ? report : report with { Paths = device.Paths };
    }

    public async Task TearDownAsync(NodeHost host, DeviceHandle device, CancellationToken cancellationToken)
    {
        var group = GroupOf(device.DeviceId);
        var all = (await RunAsync(host, [new(_lvm.PvsSelected("pv_name=~."))], cancellationToken)).EnsureDone();
        var volumes = Parse(host, all.Steps[0].OutputText);
        var ours = volumes.Where(volume => volume.VolumeGroup == group).ToArray();
        // After a crash between vgremove and pvremove there is a physical volume without a group
        var orphans = volumes.Where(volume => volume.VolumeGroup.Length == 0 && device.PvUuid.Length > 0 && volume.Uuid == device.PvUuid);
        IEnumerable<CommandStep> steps =
        [
            .. ours.Length > 0 ? [new CommandStep(_lvm.VgRemove(group)).Or(_lvm.VgsNamed(group), FallbackKind.PrintsNothing)] : Array.Empty<CommandStep>(),
            .. ours.Concat(orphans).Select(volume => new CommandStep(_lvm.PvRemove(volume.Name))),
            MountCommands.RemoveMountPoint($"{Brick.MountRoot}/{group}"),
        ];
        (await RunAsync(host, [.. steps], cancellationToken)).EnsureDone();
    }

    private ImmutableArray<CommandStep> SetUpSteps(string device, string group) =>
    [
        new CommandStep(_lvm.PvCreate(device)).Or(_lvm.PvInGroup(device, group), FallbackKind.Prints),
        new CommandStep(_lvm.VgCreate(group, device)).Or(_lvm.PvInGroup(device, group), FallbackKind.Prints),
        new CommandStep(_lvm.PvsSelected($"vg_name={group}")),
        new CommandStep(_lvm.UdevSymlinks(device)),
    ];

    /// <summary>pvcreate refused the disk: looks what is on it, for the error's text and for callers that wipe only what is foreign.</summary>
    private async Task<DiskInUseException> RefusalAsync(BatchResult refused, string device, CancellationToken cancellationToken)
    {
        var result = await RunAsync(refused.Host, [new(_lvm.Pvs(device)) { MayFail = true }], cancellationToken);
        var volume = result.Steps[0].IsDone ? Parse(refused.Host, result.Steps[0].OutputText).FirstOrDefault() : null;
        var main = refused.Steps[0].Main!;
        return new(
            BatchResult.TextOf(main), refused.Host.ManageHost, main.Command.ToString(), main.ExitCode, main.ErrorText, device,
            volume?.Uuid ?? "", volume?.VolumeGroup ?? "");
    }

    private static DeviceReport ReportOf(NodeHost host, string pvs, string group, string symlinks, string device) =>
        Parse(host, pvs).FirstOrDefault(volume => volume.VolumeGroup == group) is { } found
            ? new(
                found.Extents * found.ExtentSizeKiB,
                found.FreeExtents * found.ExtentSizeKiB,
                found.ExtentSizeKiB,
                found.Uuid,
                UdevSymlinks.Paths(symlinks, device))
            : throw new NodeCommandException($"Volume group \"{group}\" not found", host.ManageHost, "lvm pvs", 0, "");

    private static ImmutableArray<PhysicalVolume> Parse(NodeHost host, string report)
    {
        try
        {
            return LvmReport.PhysicalVolumes(report);
        }
        catch (FormatException e)
        {
            throw new NodeException($"{host.ManageHost}: {e.Message}", host.ManageHost, e);
        }
    }

    private Task<BatchResult> RunAsync(NodeHost host, ImmutableArray<CommandStep> steps, CancellationToken cancellationToken) =>
        runner.RunAsync(host, new(steps, ExecutorSettings.CommandLimit), cancellationToken);

    private static string GroupOf(string deviceId) => string.Create(CultureInfo.InvariantCulture, $"vg_{deviceId}");

    /// <summary>The link that follows the disk when its kernel name changes.</summary>
    private static string LinkOf(DeviceHandle device) =>
        device.PvUuid.Length > 0 ? "/dev/disk/by-id/lvm-pv-uuid-" + device.PvUuid : device.Name;
}
