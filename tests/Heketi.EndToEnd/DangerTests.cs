using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>What must never go wrong: foreign data stays, and a killed server leaves nothing half-made.</summary>
[Collection(nameof(LabCollection))]
public sealed class DangerTests(LabFixture lab)
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task A_create_that_is_killed_is_cleaned_up_after_the_next_start(int secondsUntilKill)
    {
        var create = lab.CliAsync("volume", "create", "--size=2");
        await Task.Delay(TimeSpan.FromSeconds(secondsUntilKill));

        await lab.Server.KillAsync();
        await create;
        await lab.Server.StartAsync();

        await lab.UntilCleanAsync(TimeSpan.FromMinutes(2));
        (await lab.Server.GetAsync("/volumes")).GetProperty("volumes").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_delete_that_is_killed_is_completed_after_the_next_start()
    {
        var volume = await lab.CreateVolumeAsync("--size=2");
        var delete = lab.CliAsync("volume", "delete", volume.GetProperty("id").GetString()!);
        await Task.Delay(TimeSpan.FromSeconds(4));

        await lab.Server.KillAsync();
        await delete;
        await lab.Server.StartAsync();

        await lab.UntilCleanAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_foreign_volume_of_the_same_name_stays_with_its_data()
    {
        await lab.Nodes[0].RunAsync(
            "mkdir -p /srv/foreign && gluster --mode=script volume create taken node1:/srv/foreign force && gluster --mode=script volume start taken && echo precious >/srv/foreign/file");
        try
        {
            var create = await lab.CliAsync("volume", "create", "--size=2", "--name=taken");

            create.ExitCode.Should().NotBe(0);
            create.Error.Should().Contain("taken");
            (await lab.Nodes[0].RunAsync("gluster volume info taken")).Should().Contain("Status: Started").And.Contain("node1:/srv/foreign");
            (await lab.Nodes[0].RunAsync("cat /srv/foreign/file")).Trim().Should().Be("precious");
        }
        finally
        {
            await lab.Nodes[0].RunAsync("gluster --mode=script volume stop taken force; gluster --mode=script volume delete taken; rm -rf /srv/foreign");
        }

        await lab.ShouldBeCleanAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("--destroy-existing-data")]
    public async Task A_disk_that_is_a_device_already_is_never_set_up_again(string flag)
    {
        var volume = await lab.CreateVolumeAsync("--size=1", "--durability=none");
        var node = (await lab.NodeIdsAsync())[0];

        var add = await lab.CliAsync(["device", "add", "--name=/dev/vda", "--node=" + node, .. flag.Length > 0 ? new[] { flag } : []]);

        add.ExitCode.Should().NotBe(0);
        add.Error.Should().Contain("already in use");
        (await lab.CliAsync("volume", "delete", volume.GetProperty("id").GetString()!)).Require("volume delete");
        await lab.ShouldBeCleanAsync();
    }
}
