using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Heketi.Nodes.Simulation;

/// <summary>LVM of one simulated host: as much of it as the commands of this server need.</summary>
/// <param name="diskSizeKiB">Size of every disk.</param>
internal sealed class SimulatedLvm(ulong diskSizeKiB)
{
    private const ulong ExtentSizeKiB = 4096;
    private const string LinkPrefix = "/dev/disk/by-id/lvm-pv-uuid-";
    private readonly Dictionary<string, SimulatedDisk> _disks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string VolumeGroup, string Name), SimulatedLogicalVolume> _volumes = [];

    public SimulatedAnswer Run(string verb, IReadOnlyList<string> words)
    {
        var last = words.Count > 0 ? words[^1] : "";
        if (words is ["--reportformat", "json", ..])
        {
            return List(verb);
        }

        return verb switch
        {
            "pvcreate" => CreateDisk(last),
            "vgcreate" when words.Count > 1 => CreateGroup(words[^2], last),
            "vgremove" => RemoveGroup(last),
            "pvremove" => RemoveDisk(last),
            "pvs" => words.Contains("--noheadings") ? Names(Disks(words), disk => disk.Name) : Report("pv", Disks(words).Select(RowOf)),
            // The disks of a simulation are never away; those of a database from before its start it has to believe in
            "vgs" when !words.Contains("-S") => SimulatedAnswer.Says($"  {last}\n"),
            "vgs" => Names(Disks(words), disk => disk.VolumeGroup),
            "lvcreate" => CreateVolume(words),
            "lvs" => words.Contains("--noheadings")
                ? Names(Volumes(words), volume => volume.Name)
                : Report("lv", _volumes.Values.Where(volume => volume.Pool is null).Select(RowOf)),
            "lvremove" => RemoveVolumes(words),
            _ => SimulatedAnswer.Silence,
        };
    }

    public SimulatedAnswer Wipe(string device)
    {
        _disks.Remove(device);
        return SimulatedAnswer.Silence;
    }

    private SimulatedAnswer CreateDisk(string device)
    {
        if (_disks.GetValueOrDefault(device) is { VolumeGroup.Length: > 0 } disk)
        {
            return SimulatedAnswer.Fails(5, $"  Can't initialize physical volume \"{device}\" of volume group \"{disk.VolumeGroup}\" without -ff\n");
        }

        _disks[device] = new(device, NewUuid(), "");
        return SimulatedAnswer.Silence;
    }

    private SimulatedAnswer CreateGroup(string group, string device)
    {
        if (_disks.GetValueOrDefault(device) is not { VolumeGroup.Length: 0 } disk || _disks.Values.Any(other => other.VolumeGroup == group))
        {
            return SimulatedAnswer.Fails(5, $"  A volume group called {group} already exists.\n");
        }

        _disks[device] = disk with { VolumeGroup = group };
        return SimulatedAnswer.Silence;
    }

    private SimulatedAnswer RemoveGroup(string group)
    {
        if (_volumes.Keys.Any(volume => volume.VolumeGroup == group))
        {
            return SimulatedAnswer.Fails(5, $"  Volume group \"{group}\" still contains logical volumes\n");
        }

        foreach (var disk in _disks.Values.Where(disk => disk.VolumeGroup == group).ToArray())
        {
            _disks[disk.Name] = disk with { VolumeGroup = "" };
        }

        return SimulatedAnswer.Silence;
    }

    private SimulatedAnswer RemoveDisk(string device)
    {
        if (Find(device) is { VolumeGroup.Length: > 0 } used)
        {
            return SimulatedAnswer.Fails(5, $"  PV {device} is used by VG {used.VolumeGroup} so please use vgreduce first.\n");
        }

        _disks.Remove(Find(device)?.Name ?? device);
        return SimulatedAnswer.Silence;
    }

    private SimulatedAnswer CreateVolume(IReadOnlyList<string> words)
    {
        var place = ValueOf(words, "--thin").Split('/', 2);
        var (group, pool, name) = (place[0], place[^1], ValueOf(words, "--name"));
        if (ValueOf(words, "--size") is { Length: > 0 } size)
        {
            var needed = KiB(size) + KiB(ValueOf(words, "--poolmetadatasize"));
            if (_volumes.ContainsKey((group, pool)))
            {
                return SimulatedAnswer.Fails(5, $"  Logical Volume \"{pool}\" already exists in volume group \"{group}\"\n");
            }

            if (needed > FreeOf(group))
            {
                return SimulatedAnswer.Fails(5, $"  Volume group \"{group}\" has insufficient free space: {needed} KiB required.\n");
            }

            _volumes[(group, pool)] = new(group, pool, null, needed);
        }

        return _volumes.ContainsKey((group, pool)) && _volumes.TryAdd((group, name), new(group, name, pool, 0))
            ? SimulatedAnswer.Silence
            : SimulatedAnswer.Fails(5, $"  Logical Volume \"{name}\" already exists in volume group \"{group}\", or its pool is missing\n");
    }

    private SimulatedAnswer RemoveVolumes(IReadOnlyList<string> words)
    {
        if (words.Contains("-S"))
        {
            foreach (var empty in Volumes(words).Where(volume => !HasThinVolumes(volume)).ToArray())
            {
                _volumes.Remove((empty.VolumeGroup, empty.Name));
            }

            return SimulatedAnswer.Silence;
        }

        var place = words[^1].Split('/', 2);
        return _volumes.Remove((place[0], place[^1]))
            ? SimulatedAnswer.Silence
            : SimulatedAnswer.Fails(5, $"  Failed to find logical volume \"{words[^1]}\"\n");
    }

    private bool HasThinVolumes(SimulatedLogicalVolume pool) =>
        _volumes.Values.Any(volume => volume.VolumeGroup == pool.VolumeGroup && volume.Pool == pool.Name);

    /// <summary>The disks that -S picks, or the one that is named last.</summary>
    private IEnumerable<SimulatedDisk> Disks(IReadOnlyList<string> words)
    {
        var selection = SelectionOf(words);
        var named = words.Count > 1 && words[^2] == "-S" || words[^1].StartsWith('-') ? null : words[^1];
        return _disks.Values
            .Where(disk => !selection.TryGetValue("vg_name", out var group) || disk.VolumeGroup == group)
            .Where(disk => named is null || disk == Find(named));
    }

    private IEnumerable<SimulatedLogicalVolume> Volumes(IReadOnlyList<string> words)
    {
        var selection = SelectionOf(words);
        return _volumes.Values
            .Where(volume => !selection.TryGetValue("vg_name", out var group) || volume.VolumeGroup == group)
            .Where(volume => !selection.TryGetValue("lv_name", out var name) || volume.Name == name)
            .Where(volume => !selection.TryGetValue("pool_lv", out var pool) || volume.Pool == pool);
    }

    private SimulatedDisk? Find(string device) => device.StartsWith(LinkPrefix, StringComparison.Ordinal)
        ? _disks.Values.FirstOrDefault(disk => disk.Uuid == device[LinkPrefix.Length..])
        : _disks.GetValueOrDefault(device);

    private ulong FreeOf(string group)
    {
        var used = _volumes.Values.Where(volume => volume.VolumeGroup == group).Aggregate(0ul, (sum, volume) => sum + volume.SizeKiB);
        return used < diskSizeKiB ? diskSizeKiB - used : 0;
    }

    private Dictionary<string, string> RowOf(SimulatedDisk disk)
    {
        var isFree = disk.VolumeGroup.Length == 0;
        return new()
        {
            ["pv_name"] = disk.Name,
            ["pv_uuid"] = disk.Uuid,
            ["vg_name"] = disk.VolumeGroup,
            ["vg_extent_size"] = isFree ? "" : Text(ExtentSizeKiB),
            ["vg_extent_count"] = isFree ? "" : Text(diskSizeKiB / ExtentSizeKiB),
            ["vg_free_count"] = isFree ? "" : Text(FreeOf(disk.VolumeGroup) / ExtentSizeKiB),
        };
    }

    private Dictionary<string, string> RowOf(SimulatedLogicalVolume pool) => new()
    {
        ["vg_name"] = pool.VolumeGroup,
        ["lv_name"] = pool.Name,
        ["thin_count"] = Text((ulong)_volumes.Values.Count(volume => volume.VolumeGroup == pool.VolumeGroup && volume.Pool == pool.Name)),
    };

    /// <summary>All of "pvs", "vgs" or "lvs" with their usual columns.</summary>
    private SimulatedAnswer List(string verb) => verb switch
    {
        "pvs" => Report("pv", _disks.Values.Select(disk => new Dictionary<string, string>
        {
            ["pv_name"] = disk.Name,
            ["vg_name"] = disk.VolumeGroup,
            ["pv_fmt"] = "lvm2",
            ["pv_attr"] = "a--",
            ["pv_size"] = Text(diskSizeKiB) + ".00k",
            ["pv_free"] = Text(FreeOf(disk.VolumeGroup)) + ".00k",
        })),
        "vgs" => Report("vg", _disks.Values.Where(disk => disk.VolumeGroup.Length > 0).Select(disk => new Dictionary<string, string>
        {
            ["vg_name"] = disk.VolumeGroup,
            ["pv_count"] = "1",
            ["lv_count"] = Text((ulong)_volumes.Keys.Count(volume => volume.VolumeGroup == disk.VolumeGroup)),
            ["snap_count"] = "0",
            ["vg_attr"] = "wz--n-",
            ["vg_size"] = Text(diskSizeKiB) + ".00k",
            ["vg_free"] = Text(FreeOf(disk.VolumeGroup)) + ".00k",
        })),
        _ => Report("lv", _volumes.Values.Select(volume => new Dictionary<string, string>
        {
            ["lv_name"] = volume.Name,
            ["vg_name"] = volume.VolumeGroup,
            ["lv_attr"] = volume.Pool is null ? "twi-aotz--" : "Vwi-aotz--",
            ["lv_size"] = Text(volume.SizeKiB) + ".00k",
            ["pool_lv"] = volume.Pool ?? "",
        })),
    };

    private static SimulatedAnswer Report(string table, IEnumerable<Dictionary<string, string>> rows) =>
        SimulatedAnswer.Says(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["report"] = new[] { new Dictionary<string, object> { [table] = rows.ToArray() } },
        }));

    private static SimulatedAnswer Names<T>(IEnumerable<T> rows, Func<T, string> name) =>
        SimulatedAnswer.Says(string.Concat(rows.Select(row => $"  {name(row)}\n")));

    private static Dictionary<string, string> SelectionOf(IReadOnlyList<string> words) => ValueOf(words, "-S").Split(" && ")
        .Select(condition => condition.Split('=', 2))
        .Where(parts => parts.Length == 2 && !parts[1].StartsWith('~'))
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    private static string ValueOf(IReadOnlyList<string> words, string name) =>
        words.SkipWhile(word => word != name).Skip(1).FirstOrDefault("");

    private static ulong KiB(string size) => ulong.TryParse(size.TrimEnd('K'), CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A UUID in LVM's form.</summary>
    private static string NewUuid()
    {
        var text = RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 32);
        return $"{text[..6]}-{text[6..10]}-{text[10..14]}-{text[14..18]}-{text[18..22]}-{text[22..26]}-{text[26..]}";
    }
}
