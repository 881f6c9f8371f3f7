namespace Heketi.Nodes.Simulation;

/// <summary>One simulated host: its disks and its files.</summary>
/// <param name="diskSizeKiB">Size of every disk.</param>
internal sealed class SimulatedHost(ulong diskSizeKiB)
{
    private readonly SimulatedLvm _lvm = new(diskSizeKiB);
    private readonly SimulatedFiles _files = new();

    public SimulatedAnswer Run(IReadOnlyList<string> words)
    {
        switch (words)
        {
            case ["/usr/sbin/lvm", var verb, ..]:
                var answer = _lvm.Run(verb, [.. words.Skip(2)]);
                if (verb == "lvremove" && answer.ExitCode == 0)
                {
                    _files.Forget(DeviceOf(words[^1]));
                }

                return answer;
            case ["wipefs", ..]:
                return _lvm.Wipe(words[^1]);
            default:
                return _files.Run(words);
        }
    }

    private static string DeviceOf(string volume) =>
        "/dev/mapper/" + string.Join('-', volume.Split('/', 2).Select(part => part.Replace("-", "--", StringComparison.Ordinal)));
}
