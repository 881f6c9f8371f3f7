using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.FileSystems;

/// <summary>
/// Lines of bricks in fstab. All edits of a node take one lock (on the file's directory, so that no lock file stays), write a
/// copy with the same owner and mode, bring it to disk, rename it over the file and bring the name to disk: a node that lost its power
/// with the line of a volume that is gone would boot into emergency mode; a file that is mounted itself (containers)
/// cannot be renamed over and is written in place. Nothing changes when nothing has to.
/// </summary>
internal sealed class FstabCommands(ExecutorSettings settings)
{
    private const string Edit = """
        f=$(readlink -f -- "$1") && [ -n "$f" ] || f=$1
        d=${f%/*}; t=$f.heketi
        exec 9<"${d:-/}" && flock -w 60 9 || { echo "$f: still locked after 60 s" >&2; exit 1; }
        [ -e "$f" ] || : >"$f" || exit 1
        trap 'rm -f -- "$t"' EXIT
        rm -f -- "$t" && cp --attributes-only --preserve=all -- "$f" "$t" || exit 1
        shift; export verb=$1; shift
        printf '%s\n' "$@" | awk '
          NR == FNR { line[++n] = $0; split($0, w); ours[w[1] " " w[2]] = $0; next }
          { text[++m] = $0 }
          END {
            for (i = 1; i <= m; i++) {
              split(text[i], w); key = w[1] " " w[2]
              if (i == m) for (j = 1; j <= n; j++)
                if (length(text[i]) > 12 && length(text[i]) < length(line[j]) && index(line[j], text[i]) == 1) key = "cut"
              if (key == "cut") continue
              if (key in ours) {
                if (ENVIRON["verb"] == "remove" || key in there) continue
                there[key] = 1
              }
              print text[i]
            }
            if (ENVIRON["verb"] == "add") for (j = 1; j <= n; j++) {
              split(line[j], w); key = w[1] " " w[2]
              if (!(key in there)) print line[j]
              there[key] = 1
            }
          }' - "$f" >"$t" || exit 1
        cmp -s -- "$t" "$f" && { sync "${d:-/}"; exit; }
        sync "$t" || exit 1
        if mv -fT -- "$t" "$f" 2>/dev/null; then sync "${d:-/}"; else cat -- "$t" >"$f" && sync "$f"; fi
        """;

    /// <summary>The line of a brick, as the original writes it.</summary>
    public string LineOf(BrickLayout brick) => $"{brick.BlockDevice} {brick.MountPath} xfs {settings.MountOptions} 1 2";

    /// <summary>Adds the lines of bricks that have none; a line that was cut off half-written is replaced.</summary>
    public CommandStep Add(IEnumerable<BrickLayout> bricks) => Step("add", bricks);

    /// <summary>Removes the lines of bricks: those with their device and mount point, whatever options they have.</summary>
    public CommandStep Remove(IEnumerable<BrickLayout> bricks) => Step("remove", bricks);

    private CommandStep Step(string verb, IEnumerable<BrickLayout> bricks) =>
        new(CommandLine.Of("/bin/bash", "-c", Edit.ReplaceLineEndings("\n"), "fstab", settings.Fstab, verb).With(bricks.Select(LineOf)));
}
