using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Heketi.Conformance.Servers;

/// <summary>
/// The simulated hosts of the recordings that were made with "inject/ssh with hooks". The recorder's hooks themselves are not
/// recorded: these are made to the same effect from the notes ("failing from here: mkfs") and the recorded answers.
/// </summary>
/// <param name="Hooks">The hooks.</param>
/// <param name="On">Switches that a step needs on without a note: the step, then the switch.</param>
/// <param name="Off">Switches that are off from a step on.</param>
public sealed record FakeHosts(
    ImmutableArray<FakeHook> Hooks, ImmutableDictionary<string, string> On, ImmutableDictionary<string, string> Off)
{
    /// <summary>Recorded were slow gluster commands. Ours take turns in a cluster, so that peer probe would wait for them.</summary>
    private const string SlowCommands = "lvcreate|umount";

    /// <summary>What udev answers in all these recordings.</summary>
    private static readonly FakeHook _paths = FakeHook.Prints("", "udevadm info --query=symlink", "disk/by-id/fake-1 disk/by-path/fake-2");

    /// <summary>What gluster-block answers to a create in all these recordings.</summary>
    private static readonly FakeHook _blockMade = FakeHook.Prints(
        "",
        "gluster-block create",
        """{"IQN":"iqn.2016-12.org.gluster-block:11111111-2222","USERNAME":"buser","PASSWORD":"bpass","PORTAL(S)":["10.0.0.1:3260"],"RESULT":"SUCCESS"}""");

    private static readonly ImmutableDictionary<string, string> _none = ImmutableDictionary<string, string>.Empty;

    /// <summary>The hosts of a recording; null when it was made on the mock.</summary>
    public static FakeHosts? Of(string recording, JsonObject overrides) => overrides["executor"] is null ? null : recording switch
    {
        "executor_failures" => Failures(),
        "executor_success_commands" => new(
            [_paths, FakeHook.Prints("noinfo", "volume info", ""), FakeHook.Prints("", "gluster-block modify", ""), _blockMade], _none.Add("failed", "noinfo"), _none.Add("delete device", "noinfo")),
        "operations_pending_and_throttle" => new([_paths, FakeHook.Delays("slow", SlowCommands, 4)], _none, _none),
        "operations_throttle_default_limit" or "blockvolumes_concurrent_first_create" =>
            new([_paths, FakeHook.Delays("", "gluster .*volume create", 1), _blockMade], _none, _none),
        "bricks_evict_and_device_remove_with_fake_gluster" => new([_paths], _none, _none) { AfterRestart = FakeGluster.Hooks },
        _ => new([_paths], _none, _none),
    };

    /// <summary>The hooks after a restart, by its number (from 0) and the host:path of all bricks; null: the same.</summary>
    public Func<int, ImmutableArray<string>, ImmutableArray<FakeHook>>? AfterRestart { get; init; }

    /// <summary>The switch that a note turns, and whether it is on then.</summary>
    public static (string Switch, bool IsOn)? SwitchOf(string note) => note switch
    {
        "slow from here" => ("slow", true),
        _ when note.StartsWith("failing from here: ", StringComparison.Ordinal) => (note["failing from here: ".Length..], true),
        _ when note.StartsWith("works again: ", StringComparison.Ordinal) => (note["works again: ".Length..], false),
        _ => null,
    };

    /// <summary>The section <c>injectexec</c> of the server's configuration.</summary>
    public JsonObject ToJson(string folder) => new()
    {
        ["command_injection"] = new JsonObject
        {
            ["commands"] = new JsonArray([.. Hooks.Where(hook => !hook.AfterTheCommand).Select(hook => hook.ToJson(folder))]),
            ["results"] = new JsonArray([.. Hooks.Where(hook => hook.AfterTheCommand).Select(hook => hook.ToJson(folder))]),
        },
    };

    private static FakeHosts Failures() => new(
        [
            _paths,
            FakeHook.Fails("glusterd", "systemctl status glusterd", "glusterd is not running"),
            FakeHook.Fails("probe", "peer probe", "peer probe: failed: Probe returned with error"),
            FakeHook.Fails("detach", "peer detach", "peer detach: failed"),
            FakeHook.Fails("pvcreate", "pvcreate", "Can't open /dev/x exclusively.  Mounted filesystem?"),
            ForeignDisk("sdc1"),
            ForeignDisk("sdd1"),
            FakeHook.Fails("vgdisplay", "vgdisplay", "Volume group not found"),
            FakeHook.Prints("vgbad", "/usr/sbin/lvm pvs -o pv_name,pv_uuid,.*-S vg_name=", "bad"),
            FakeHook.Fails("lvcreate", "lvcreate", "lvcreate: insufficient free space"),
            FakeHook.Fails("mkfs", "mkfs.xfs", "mkfs.xfs: failed"),
            FakeHook.Fails("volcreate", "volume create", "volume create: v: failed: /brick is already part of a volume"),
            FakeHook.Fails("volset", "volume set", "volume set: failed: option : x does not exist"),
            FakeHook.Fails("volstart", "volume start", "volume start: failed"),
            FakeHook.Fails("addbrick", "volume add-brick", "volume add-brick: failed: Transport endpoint is not connected"),
            // The volume is stopped already, which is what a failing stop means to the delete behind it
            FakeHook.FailsAfterwards("volstop", "volume stop", "volume stop: failed"),
            FakeHook.Fails("voldelete", "volume delete", "volume delete: v: failed: Some of the peers are down"),
            FakeHook.FailsAfterwards("lvremove", "lvremove .*/brick_", "Failed to find logical volume"),
            FakeHook.Fails("lvremove2", "lvremove", "Logical volume in use"),
            FakeHook.Fails("vgremove", "vgremove", "Volume group is still in use"),
            FakeHook.Prints("bcreate", "gluster-block create", """{"RESULT":"FAIL","errCode":255,"errMsg":"configure failed"}"""),
            FakeHook.Prints("bgarbage", "gluster-block create", "not json"),
            _blockMade,
            FakeHook.Prints("bdelete", "gluster-block delete", """{"RESULT":"FAIL","errCode":255,"errMsg":"delete failed"}"""),
            FakeHook.Prints("bdelete", "gluster-block info", """{"NAME":"b","SIZE":"5.0 GiB"}"""),
            FakeHook.Prints("brollback", "gluster-block delete", """{"RESULT":"FAIL","errCode":255,"errMsg":"delete failed"}"""),
        ],
        _none.Add("create fails and clean-up fails too", "lvremove2").Add("block create fails and its rollback fails", "brollback"),
        _none.Add("cleanup of one id", "lvremove2").Add("cleanup", "brollback"));

    /// <summary>A disk that pvcreate refuses because it is a physical volume.</summary>
    private static FakeHook ForeignDisk(string name) => FakeHook.Prints(
        "pvcreate",
        $"/usr/sbin/lvm pvs -o pv_name,pv_uuid,.*/dev/{name}$",
        $$"""{"report":[{"pv":[{"pv_name":"/dev/{{name}}","pv_uuid":"Uuid{{name[2..]}}-aaaa-bbbb-cccc-dddd-eeee-ffffff","vg_name":"","vg_extent_size":"","vg_extent_count":"","vg_free_count":""}]}]}""");
}
