using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Heketi.Core.Nodes.Inspection;

namespace Heketi.Nodes.Inspection;

/// <summary>Reads what mount prints, and fstab.</summary>
public static partial class MountTable
{
    /// <summary>The lines of <c>mount</c>: "DEVICE on DIRECTORY type TYPE (OPTIONS)". Others are passed over.</summary>
    public static ImmutableArray<FileSystemEntry> OfMount(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return [.. output.Split('\n').Select(line => MountLine().Match(line)).Where(match => match.Success)
            .Select(match => new FileSystemEntry(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value))];
    }

    /// <summary>The lines of an fstab (fstab(5)), without comments and lines that are cut off.</summary>
    public static ImmutableArray<FileSystemEntry> OfFstab(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n').Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length >= 4 && !words[0].StartsWith('#'))
            .Select(words => new FileSystemEntry(words[0], words[1], words[2], words[3]))];
    }

    [GeneratedRegex(@"^(\S+) on (.+) type (\S+) \(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex MountLine();
}
