using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>What must never go wrong: foreign data stays, and a killed server leaves nothing half-made.</summary>
public sealed class DangerTests(LabFixture lab) : LabTest(lab)
{
    [Theory]
    [InlineData("lvs --noheadings -o lv_name", "tp_")]
    [InlineData("grep heketi /proc/mounts", "/brick_")]
    [InlineData("gluster volume list", "vol_")]
    public async Task A_create_that_is_killed_is_cleaned_up_after_the_next_start(string node, string shows)
    {
        await Lab.KillWhenAsync(Lab.CliAsync("volume", "create", "--size=2"), node, shows);

        await Lab.Server.StartAsync();

        await Lab.UntilCleanAsync();
        (await Lab.Server.GetAsync("/volumes")).GetProperty("volumes").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_delete_that_is_killed_is_completed_after_the_next_start()
    {
        var volume = await Lab.CreateVolumeAsync("--size=2");
        var delete = Lab.CliAsync("volume", "delete", volume.GetProperty("id").GetString()!);

        await Lab.KillWhenAsync(delete, "gluster volume list", "No volumes present");
        await Lab.Server.StartAsync();

        await Lab.UntilCleanAsync();
    }

    [Fact]
    public async Task A_foreign_volume_of_the_same_name_stays_with_its_data()
    {
        await Lab.Nodes[0].RunAsync(
            "mkdir -p /srv/foreign && gluster --mode=script volume create taken node1:/srv/foreign force && gluster --mode=script volume start taken && echo precious >/srv/foreign/file");
        try
        {
            var create = await Lab.CliAsync("volume", "create", "--size=2", "--name=taken");

            create.ExitCode.Should().NotBe(0);
            create.Error.Should().Contain("taken");
            (await Lab.Nodes[0].RunAsync("gluster volume info taken")).Should().Contain("Status: Started").And.Contain("node1:/srv/foreign");
            (await Lab.Nodes[0].RunAsync("cat /srv/foreign/file")).Trim().Should().Be("precious");
        }
        finally
        {
            await Lab.Nodes[0].RunAsync("gluster --mode=script volume stop taken force; gluster --mode=script volume delete taken; rm -rf /srv/foreign");
        }

        await Lab.ShouldBeCleanAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("--destroy-existing-data")]
    public async Task A_disk_that_is_a_device_already_is_never_set_up_again(string flag)
    {
        var volume = await Lab.CreateVolumeAsync("--size=1", "--durability=none");
        var node = (await Lab.NodeIdsAsync())[0];

        var add = await Lab.CliAsync(["device", "add", "--name=/dev/vda", "--node=" + node, .. flag.Length > 0 ? new[] { flag } : []]);

        add.ExitCode.Should().NotBe(0);
        add.Error.Should().Contain("already in use");
        (await Lab.CliAsync("volume", "delete", volume.GetProperty("id").GetString()!)).Require("volume delete");
        await Lab.ShouldBeCleanAsync();
    }
}
