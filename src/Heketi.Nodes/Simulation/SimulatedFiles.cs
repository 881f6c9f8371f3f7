namespace Heketi.Nodes.Simulation;

/// <summary>File systems, mounts and directories of one simulated host, as far as bricks need them.</summary>
internal sealed class SimulatedFiles
{
    private readonly HashSet<string> _formatted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _mounts = new(StringComparer.Ordinal);
    private readonly List<string> _fstab = [];

    public SimulatedAnswer Run(IReadOnlyList<string> words)
    {
        var last = words[^1];
        return words[0] switch
        {
            "mount" when words.Count == 1 => SimulatedAnswer.Says(string.Concat(_mounts.Select(m => $"{m.Value} on {m.Key} type xfs (rw)\n"))),
            "cat" => SimulatedAnswer.Says(string.Concat(_fstab.Select(line => line + "\n"))),
            "/bin/bash" when words is [_, _, _, "fstab", _, var verb, ..] => EditFstab(verb, words.Skip(6)),
            "mkfs.xfs" => _formatted.Add(last) ? SimulatedAnswer.Silence : SimulatedAnswer.Fails(1, $"mkfs.xfs: {last} appears to contain an existing filesystem (xfs).\n"),
            "blkid" => Test(_formatted.Contains(last)),
            "mount" => _mounts.TryAdd(last, words[^2]) ? SimulatedAnswer.Silence : SimulatedAnswer.Fails(32, $"mount: {last}: {words[^2]} already mounted on {last}.\n"),
            "umount" => _mounts.Remove(last) ? SimulatedAnswer.Silence : SimulatedAnswer.Fails(32, $"umount: {last}: not mounted.\n"),
            "findmnt" => Test(_mounts.GetValueOrDefault(last) == words[^2]),
            "mkdir" => _directories.Add(last) || words.Contains("-p") ? SimulatedAnswer.Silence : SimulatedAnswer.Fails(1, $"mkdir: cannot create directory '{last}': File exists\n"),
            "rmdir" => RemoveDirectory(last),
            "test" => Test(_directories.Contains(last) != words.Contains("!")),
            _ => SimulatedAnswer.Silence,
        };
    }

    /// <summary>A device is gone, and what was on it.</summary>
    public void Forget(string device) => _formatted.Remove(device);

    /// <summary>What the script of <see cref="FileSystems.FstabCommands"/> does, by device and mount point.</summary>
    private SimulatedAnswer EditFstab(string verb, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _fstab.RemoveAll(known => Key(known) == Key(line));
            if (verb == "add")
            {
                _fstab.Add(line);
            }
        }

        return SimulatedAnswer.Silence;

        static string Key(string line) => string.Join(' ', line.Split(' ').Take(2));
    }

    private SimulatedAnswer RemoveDirectory(string path)
    {
        if (!_directories.Remove(path))
        {
            return SimulatedAnswer.Fails(1, $"rmdir: failed to remove '{path}': No such file or directory\n");
        }

        // What was below it was on the file system that was mounted there
        _directories.RemoveWhere(directory => directory.StartsWith(path + "/", StringComparison.Ordinal));
        return SimulatedAnswer.Silence;
    }

    private static SimulatedAnswer Test(bool isTrue) => isTrue ? SimulatedAnswer.Silence : SimulatedAnswer.Fails(1, "");
}
