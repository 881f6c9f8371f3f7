using System.Collections.Immutable;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Tests.Support;

/// <summary>
/// A node whose LVM, XFS and mounts are shell scripts that keep their state in a directory. It can die at its n-th command,
/// before or after the command's work, and forgets nothing.
/// </summary>
public sealed class FakeNode : IDisposable
{
    private const string Prologue = """
        #!/bin/bash
        S=$(dirname "$(dirname "$(readlink -f "$0")")")
        n=$(($(cat $S/count) + 1)); echo $n >$S/count
        echo "$(basename $0) $*" >>$S/calls
        die=$(cat $S/die)
        [ "$die" = "before $n" ] && { kill -9 $PPID; exit 1; }
        work() {

        """;

    private const string Epilogue = """

        }
        work "$@"; r=$?
        [ "$die" = "after $n" ] && { kill -9 $PPID; exit 1; }
        exit $r

        """;

    // Called as a wrapper: wrap /usr/sbin/lvm COMMAND ...
    private const string Lvm = """
        shift; c=$1; shift; last=${!#}
        while [ $# -gt 0 ]; do case $1 in --thin) pool=$2; shift;; --name) name=$2; shift;; --size) size=$2; shift;; -S) sel=$2; shift;; esac; shift; done
        field() { echo "$sel" | sed -n "s/.*$1=\([^ ]*\).*/\1/p"; }
        case $c in
          lvcreate)
            vg=${pool%/*}
            if [ -n "$size" ]; then
              [ -e $S/lv/$pool ] && { echo "Logical Volume already exists" >&2; return 5; }
              mkdir -p $S/lv/$vg; echo pool >$S/lv/$pool
              [ "$die" = "between $n" ] && { kill -9 $PPID; exit 1; }
            fi
            [ -e $S/lv/$pool ] && [ ! -e $S/lv/$vg/$name ] || { echo "no pool, or there" >&2; return 5; }
            echo "$pool" >$S/lv/$vg/$name ;;
          lvs)
            if [ "$sel" = segtype=thin-pool ]; then
              echo '{"report":[{"lv":['
              sep=; for f in $(grep -lrx pool $S/lv 2>/dev/null); do l=${f#$S/lv/}; echo "$sep{\"vg_name\":\"${l%/*}\",\"lv_name\":\"${l#*/}\",\"thin_count\":\"0\"}"; sep=,; done
              echo ']}]}'
            else
              f=$S/lv/$(field vg_name)/$(field lv_name); p=$(field pool_lv)
              [ -e $f ] && { [ -z "$p" ] || [ "$(cat $f)" = "$(field vg_name)/$p" ]; } && basename $f; true
            fi ;;
          lvremove)
            if [ -n "$sel" ]; then
              l=$(field vg_name)/$(field lv_name)
              grep -qrx "$l" $S/lv || rm -f $S/lv/$l
            else
              [ -e $S/lv/$last ] || { echo "Failed to find logical volume \"$last\"" >&2; return 5; }
              grep -q "^/dev/mapper/${last/\//-} " $S/mounts && { echo "in use" >&2; return 5; }
              rm $S/lv/$last $S/fs/${last/\//-} 2>/dev/null; true
            fi ;;
          vgs) grep -w "$last" $S/groups || { echo "Volume group \"$last\" not found" >&2; return 5; } ;;
          *) echo "no $c" >&2; return 3 ;;
        esac
        """;

    private const string Mkfs = """
        d=${!#}; d=${d#/dev/mapper/}
        [ -e $S/lv/${d/-/\/} ] || { echo "no device" >&2; return 1; }
        [ -e $S/fs/$d ] && { echo "appears to contain an existing filesystem (xfs)" >&2; return 1; }
        case "$*" in *maxpct=100*) case "$*" in *--unsupported*) ;; *) echo "must be larger than 300MB" >&2; return 1;; esac;; esac
        touch $S/fs/$d
        """;

    private const string Blkid = "d=${!#}; [ -e $S/fs/${d#/dev/mapper/} ]";

    private const string Mount = """
        grep -qx "$3 $4" $S/mounts && { echo "already mounted" >&2; return 32; }
        [ -e $S/fs/${3#/dev/mapper/} ] && [ -d $4 ] || { echo "wrong fs" >&2; return 32; }
        echo "$3 $4" >>$S/mounts
        """;

    private const string Umount = """
        grep -q " $1\$" $S/mounts || { echo "not mounted" >&2; return 32; }
        grep -v " $1\$" $S/mounts >$S/m2; cat $S/m2 >$S/mounts; rm -rf $1/brick
        """;

    private const string Findmnt = "grep -qx \"$2 $3\" $S/mounts";

    private readonly TemporaryDirectory _directory = new();

    public FakeNode()
    {
        foreach (var name in new[] { "bin", "lv", "fs", "data" })
        {
            Directory.CreateDirectory(_directory.File(name));
        }

        File.WriteAllText(_directory.File("mounts"), "");
        File.WriteAllText(VolumeGroups, "  vg_0\n  vg_1\n");
        File.WriteAllText(_directory.File("calls"), "");
        Write("wrap", Lvm);
        Write("mkfs.xfs", Mkfs);
        Write("blkid", Blkid);
        Write("mount", Mount);
        Write("umount", Umount);
        Write("findmnt", Findmnt);
        File.WriteAllText(Fstab, Foreign);
        DieAt("never");
    }

    public const string Foreign = "# a comment\n/dev/vda1 / ext4 defaults 0 1\n";

    public static NodeHost Host { get; } = new("n", "node", "node");

    public string Fstab => _directory.File("fstab");

    /// <summary>The file with the volume groups that are seen.</summary>
    public string VolumeGroups => _directory.File("groups");

    public string Tools => _directory.File("bin");

    public string LvmWrapper => _directory.File("bin/wrap");

    public string[] Calls => File.ReadAllLines(_directory.File("calls"));

    public string[] Mounts => File.ReadAllLines(_directory.File("mounts"));

    public int Commands => int.Parse(File.ReadAllText(_directory.File("count")), System.Globalization.CultureInfo.InvariantCulture);

    public string[] LogicalVolumes => [.. Directory.GetFiles(_directory.File("lv"), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!).Order()];

    public string[] Directories => Directory.GetDirectories(_directory.File("data"), "*", SearchOption.AllDirectories);

    public void DieAt(string moment)
    {
        File.WriteAllText(_directory.File("die"), moment);
        File.WriteAllText(_directory.File("count"), "0");
    }

    public BrickLayout Brick(int number, bool isArbiter = false) => new(
        $"id{number}", "vg_1", $"tp_{number}", $"brick_{number}", _directory.File($"data/vg_1/brick_{number}/brick"),
        isArbiter ? 32768u : 2097152u, isArbiter ? 32768u : 2097152u, 12288, isArbiter, Gid: 0);

    public CommandStorageNodes Nodes(Microsoft.Extensions.Logging.ILoggerFactory loggers) => new(
        new LocalTransport(Tools), new ExecutorSettings { Fstab = Fstab, LvmWrapper = LvmWrapper }, TimeProvider.System, loggers);

    public ImmutableArray<BrickLayout> Bricks => [Brick(1), Brick(2, isArbiter: true)];

    public void Dispose() => _directory.Dispose();

    private void Write(string name, string body) => Install(name, Prologue + body + Epilogue);

    /// <summary>A program of the test's own, in the place of the node's.</summary>
    public void Install(string name, string script)
    {
        var path = _directory.File("bin/" + name);
        File.WriteAllText(path, script.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
