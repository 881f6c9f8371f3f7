using System.Collections.Immutable;

namespace Heketi.Nodes.Lvm;

/// <summary>Reads what <c>udevadm info --query=symlink</c> writes.</summary>
public static class UdevSymlinks
{
    /// <summary>
    /// Stable paths of a disk, its name last. The link made of the physical volume's UUID is left out: it is known from the UUID.
    /// </summary>
    public static ImmutableArray<string> Paths(string output, string device)
    {
        ArgumentNullException.ThrowIfNull(output);
        return
        [
            .. output.Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)
                .Where(link => !link.Contains("/lvm-pv-uuid-", StringComparison.Ordinal))
                .Select(link => link.StartsWith("/dev/", StringComparison.Ordinal) ? link : "/dev/" + link)
                .Where(link => link != device),
            device,
        ];
    }
}
