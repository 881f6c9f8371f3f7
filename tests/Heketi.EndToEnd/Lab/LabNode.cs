using System.Text.Json;

namespace Heketi.EndToEnd.Lab;

/// <summary>A real node, looked at from the outside: by ssh, never through our own code.</summary>
internal sealed class LabNode(string labProgram, int number)
{
    /// <summary>The private key that the nodes know.</summary>
    public static string KeyFile(string labDirectory) =>
        Path.Combine(Environment.GetEnvironmentVariable("LAB_STATE") ?? labDirectory, "id_ed25519");

    public string ManageHost => $"127.0.0.1{number}";

    public async Task<string> RunAsync(string command) =>
        (await Shell.RunAsync(labProgram, ["ssh", $"{number}", command])).Require($"node {number}: {command}");

    /// <summary>Cuts its power: what was not synced to its disks is lost.</summary>
    public async Task CutPowerAsync() => (await Shell.RunAsync(labProgram, ["power-off", $"{number}"])).Require($"power-off of node {number}");

    /// <summary>Boots it with the data of its disks, and waits until glusterd answers.</summary>
    public async Task PowerOnAsync() => (await Shell.RunAsync(labProgram, ["power-on", $"{number}"])).Require($"power-on of node {number}");

    /// <summary>Volume groups with total and free KiB.</summary>
    public async Task<IReadOnlyDictionary<string, (ulong Total, ulong Free)>> VolumeGroupsAsync()
    {
        using var report = JsonDocument.Parse(await RunAsync("vgs --reportformat json --units k --nosuffix -o vg_name,vg_size,vg_free"));
        return report.RootElement.GetProperty("report")[0].GetProperty("vg").EnumerateArray().ToDictionary(
            vg => vg.GetProperty("vg_name").GetString()!,
            vg => (KiB(vg.GetProperty("vg_size")), KiB(vg.GetProperty("vg_free"))));

        static ulong KiB(JsonElement number) => (ulong)decimal.Parse(number.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Everything on the node that a volume could have left behind, one line each; the volume groups' own directories are not.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync()
    {
        var text = await RunAsync(
            """
            lvs --noheadings -o vg_name,lv_name 2>/dev/null | sed 's/^ */lv: /'
            grep heketi /etc/fstab | sed 's/^/fstab: /'
            grep heketi /proc/mounts | sed 's/^/mount: /'
            find /var/lib/heketi/mounts -mindepth 2 2>/dev/null | sed 's/^/path: /'
            grep '/run/gluster/snaps' /proc/mounts | sed 's/^/mount: /'
            find /run/gluster/snaps -mindepth 1 2>/dev/null | sed 's/^/path: /'
            gluster snapshot list 2>/dev/null | grep -v 'No snapshots present' | sed 's/^/snapshot: /'
            gluster volume list 2>/dev/null | grep -v 'No volumes present' | sed 's/^/volume: /'
            true
            """);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
