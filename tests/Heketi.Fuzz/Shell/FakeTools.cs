using System.Text;
using Heketi.Nodes.Tests.Support;

namespace Heketi.FuzzTests.Shell;

/// <summary>Programs of a storage node that do nothing but write down, byte for byte, what they were given.</summary>
public sealed class FakeTools : IDisposable
{
    private const string Script = """
        #!/bin/bash
        S=${0%/*/*}
        printf '%s\0' "${0##*/}" "$@" >"$S/calls/$BASHPID-$EPOCHREALTIME"
        all=" $* "
        case ${0##*/} in
          wrap)
            case $2 in
              vgcreate) printf %s "${@: -2:1}" >"$S/group" ;;
              pvs)
                [ -e "$S/group" ] || exit 5
                printf '{"report":[{"pv":[{"pv_name":"/dev/x","pv_uuid":"u","vg_name":"%s","vg_extent_size":"4096.00","vg_extent_count":"25600","vg_free_count":"25600"}]}]}' "$(<"$S/group")" ;;
              lvs) printf '{"report":[{"lv":[]}]}' ;;
            esac ;;
          gluster)
            case $all in *" --xml "*) printf '<cliOutput><opRet>-1</opRet><opErrno>30806</opErrno><opErrstr>Volume does not exist</opErrstr></cliOutput>' ;; esac ;;
        esac
        exit 0

        """;

    private static readonly string[] Names =
        ["wrap", "gluster", "systemctl", "mkfs.xfs", "blkid", "mount", "umount", "findmnt", "mkdir", "rmdir", "sync", "chown", "chmod", "wipefs", "lsof"];

    private readonly TemporaryDirectory directory = new();

    public FakeTools()
    {
        Directory.CreateDirectory(directory.File("bin"));
        Directory.CreateDirectory(directory.File("calls"));
        File.WriteAllText(Fstab, "# fstab\n");
        foreach (var name in Names)
        {
            var path = Path.Combine(Tools, name);
            File.WriteAllText(path, Script.ReplaceLineEndings("\n"));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Tools => directory.File("bin");

    public string Wrapper => directory.File("bin/wrap");

    public string Fstab => directory.File("fstab");

    /// <summary>The file that an injected command would make.</summary>
    public string Loot => directory.File("PWNED");

    /// <summary>Everything that was run: program and arguments.</summary>
    public IReadOnlyList<string[]> Calls =>
    [
        .. Directory.GetFiles(directory.File("calls")).Order(StringComparer.Ordinal)
            .Select(file => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Split('\0')[..^1]),
    ];

    public void Dispose() => directory.Dispose();
}
