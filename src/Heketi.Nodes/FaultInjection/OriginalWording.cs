using System.Collections.Immutable;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.FaultInjection;

/// <summary>
/// How Heketi v10 words what a command of ours does, where it differs: fstab is edited by awk and sed, a thin pool is removed
/// after a look at its volumes, the size of a volume group is read from vgdisplay.
/// </summary>
internal static class OriginalWording
{
    /// <summary>The command's own text, then the original's.</summary>
    public static ImmutableArray<string> TextsOf(CommandLine command) => [command.ToString(), .. Others(command.ToString(), [.. command.Words])];

    private static IEnumerable<string> Others(string text, string[] words)
    {
        if (words is ["/bin/bash", "-c", _, "fstab", var file, var verb, .. var lines])
        {
            return lines.Select(line => verb == "add"
                ? $"awk \"BEGIN {{print \\\"{line}\\\" >> \\\"{file}\\\"}}\""
                : $"sed -i.save \"/{BrickOf(line)}/d\" {file}");
        }

        var start = text.IndexOf("/usr/sbin/lvm ", StringComparison.Ordinal);
        return start < 0 ? [] : Lvm(text[..start], text[start..], words[^1], SelectionOf(words));
    }

    private static IEnumerable<string> Lvm(string wrapper, string text, string last, Dictionary<string, string> selection)
    {
        var verb = text.Split(' ')[1];
        switch (verb)
        {
            case "pvcreate" or "pvremove":
                yield return $"{wrapper}/usr/sbin/lvm {verb} {text[(verb.Length + 15)..^last.Length]}'{last}'";
                break;
            case "lvcreate":
                yield return wrapper + text.Replace(" --poolmetadataspare n", "", StringComparison.Ordinal);
                break;
            case "lvremove" when selection.ContainsKey("lv_name"):
                var pool = $"{selection["vg_name"]}/{selection["lv_name"]}";
                yield return $"{wrapper}/usr/sbin/lvm lvs --noheadings --options=thin_count {pool}";
                yield return wrapper + text[..text.IndexOf(" -S ", StringComparison.Ordinal)] + " " + pool;
                break;
            case "pvs" when selection.TryGetValue("vg_name", out var group):
                yield return $"{wrapper}/usr/sbin/lvm vgdisplay -c {group}";
                break;
            case "pvs" when selection.Count == 0:
                yield return $"{wrapper}/usr/sbin/lvm pvs -o pv_name,pv_uuid,vg_name --reportformat=json {last}";
                break;
        }
    }

    /// <summary>The conditions of the word behind -S.</summary>
    private static Dictionary<string, string> SelectionOf(string[] words) => words
        .SkipWhile(word => word != "-S").Skip(1).Take(1)
        .SelectMany(selection => selection.Split(" && "))
        .Select(condition => condition.Split('=', 2))
        .Where(parts => parts.Length == 2)
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    /// <summary>The mount point's last part, by which the original finds the line.</summary>
    private static string BrickOf(string line) => line.Split(' ') is [_, var path, ..] ? path[(path.LastIndexOf('/') + 1)..] : line;
}
