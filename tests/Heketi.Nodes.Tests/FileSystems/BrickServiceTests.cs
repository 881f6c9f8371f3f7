using Heketi.Core.Nodes;
using Heketi.Nodes.Tests.Support;

namespace Heketi.Nodes.Tests.FileSystems;

public sealed class BrickServiceTests : IDisposable
{
    private readonly FakeNode _node = new();
    private readonly RecordingLoggers _loggers = new();

    public void Dispose()
    {
        _node.Dispose();
        _loggers.Dispose();
    }

    private IBrickService Bricks => _node.Nodes(_loggers).Bricks;

    [Fact]
    public async Task Bricks_are_made_with_the_commands_of_the_original()
    {
        await Bricks.CreateAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);

        ShouldBeComplete();
        _node.Calls.Should().Contain(
            "wrap /usr/sbin/lvm lvcreate -qq --autobackup=n --poolmetadatasize 12288K --poolmetadataspare n --chunksize 256K "
            + "--size 2097152K --thin vg_1/tp_1 --virtualsize 2097152K --name brick_1");
        _node.Calls.Should().Contain("mkfs.xfs -i size=512 -n size=8192 /dev/mapper/vg_1-brick_1");
        _node.Calls.Should().Contain("mkfs.xfs --unsupported -i maxpct=100 -n size=8192 /dev/mapper/vg_1-brick_2");
        _node.Calls.Should().Contain(call => call.StartsWith("mount -o rw,inode64,noatime,nouuid /dev/mapper/vg_1-brick_1 ", StringComparison.Ordinal));
        _node.Calls.Where(call => call.StartsWith("findmnt", StringComparison.Ordinal)).Should().BeEmpty("nothing failed");
    }

    [Fact]
    public async Task Making_them_again_changes_nothing()
    {
        await Bricks.CreateAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);
        var fstab = File.ReadAllText(_node.Fstab);

        await Bricks.CreateAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);

        ShouldBeComplete();
        File.ReadAllText(_node.Fstab).Should().Be(fstab);
    }

    [Fact]
    public async Task Whatever_dies_in_a_create_the_next_one_completes_it()
    {
        foreach (var moment in await MomentsAsync(create: true))
        {
            using var node = new FakeNode();
            node.DieAt(moment);
            var bricks = node.Nodes(_loggers).Bricks;
            await FluentActions.Awaiting(() => bricks.CreateAsync(FakeNode.Host, node.Bricks, CancellationToken.None))
                .Should().ThrowAsync<NodeOutcomeUnknownException>(moment);

            node.DieAt("never");
            await bricks.CreateAsync(FakeNode.Host, node.Bricks, CancellationToken.None);

            ShouldBeComplete(node, moment);
        }
    }

    [Fact]
    public async Task Whatever_dies_in_a_create_a_destroy_cleans_up()
    {
        foreach (var moment in await MomentsAsync(create: true))
        {
            using var node = new FakeNode();
            node.DieAt(moment);
            var bricks = node.Nodes(_loggers).Bricks;
            await Record.ExceptionAsync(() => bricks.CreateAsync(FakeNode.Host, node.Bricks, CancellationToken.None));

            node.DieAt("never");
            var freed = await bricks.DestroyAsync(FakeNode.Host, node.Bricks, CancellationToken.None);

            ShouldBeGone(node, freed, moment);
        }
    }

    [Fact]
    public async Task Whatever_dies_in_a_destroy_the_next_one_completes_it()
    {
        foreach (var moment in await MomentsAsync(create: false))
        {
            using var node = new FakeNode();
            var bricks = node.Nodes(_loggers).Bricks;
            await bricks.CreateAsync(FakeNode.Host, node.Bricks, CancellationToken.None);
            node.DieAt(moment);
            await FluentActions.Awaiting(() => bricks.DestroyAsync(FakeNode.Host, node.Bricks, CancellationToken.None))
                .Should().ThrowAsync<NodeOutcomeUnknownException>(moment);

            node.DieAt("never");
            var freed = await bricks.DestroyAsync(FakeNode.Host, node.Bricks, CancellationToken.None);

            ShouldBeGone(node, freed, moment);
        }
    }

    [Fact]
    public async Task What_gluster_wrote_is_on_the_disks_after_a_sync_of_the_bricks_file_systems()
    {
        _node.Install("sync", "#!/bin/bash\necho \"sync $*\" >>$(dirname $0)/synced\n");

        await Bricks.PersistAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);

        File.ReadAllLines(Path.Combine(_node.Tools, "synced")).Should().Equal(_node.Bricks.Select(brick => "sync -f " + brick.Path));
    }

    [Fact]
    public async Task An_old_sync_that_knows_no_file_systems_writes_out_all()
    {
        _node.Install(
            "sync",
            "#!/bin/bash\n[ $1 != -f ] || { echo \"sync: invalid option -- 'f'\" >&2; exit 1; }\necho \"sync: ignoring all arguments\" >&2\n");

        await Bricks.PersistAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_brick_that_cannot_be_written_is_an_error()
    {
        _node.Install("sync", "#!/bin/bash\necho \"sync: error syncing '${!#}': Input/output error\" >&2\nexit 1\n");

        (await FluentActions.Awaiting(() => Bricks.PersistAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken))
            .Should().ThrowAsync<NodeCommandException>()).Which.Message.Should().Contain("Input/output error");
    }

    [Fact]
    public async Task Only_the_bricks_named_are_destroyed()
    {
        await Bricks.CreateAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);

        var freed = await Bricks.DestroyAsync(FakeNode.Host, [_node.Brick(1)], TestContext.Current.CancellationToken);

        freed.Should().Equal("id1");
        _node.LogicalVolumes.Should().Equal("brick_2", "tp_2");
        File.ReadAllText(_node.Fstab).Should().NotContain("brick_1").And.Contain("brick_2");
        _node.Mounts.Should().ContainSingle();
    }

    [Fact]
    public async Task What_is_on_a_disk_that_is_away_is_not_called_free()
    {
        File.WriteAllText(_node.VolumeGroups, "  vg_0\n");

        (await Bricks.DestroyAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_pool_that_a_clone_still_uses_stays_and_is_not_called_free()
    {
        await Bricks.CreateAsync(FakeNode.Host, [_node.Brick(1)], TestContext.Current.CancellationToken);
        var clone = _node.Brick(3) with { ThinPool = "tp_1" };
        await Bricks.CreateAsync(FakeNode.Host, [clone], TestContext.Current.CancellationToken);

        var freed = await Bricks.DestroyAsync(FakeNode.Host, [_node.Brick(1)], TestContext.Current.CancellationToken);

        freed.Should().BeEmpty();
        _node.LogicalVolumes.Should().Equal("brick_3", "tp_1");
        (await Bricks.DestroyAsync(FakeNode.Host, [clone], TestContext.Current.CancellationToken)).Should().Equal("id3");
        _node.LogicalVolumes.Should().BeEmpty();
    }

    [Fact]
    public async Task A_failure_carries_the_words_of_the_command()
    {
        _node.Install("mount", "#!/bin/bash\necho 'mount: no' >&2\nexit 32\n");
        var thrown = (await FluentActions.Awaiting(() => Bricks.CreateAsync(FakeNode.Host, _node.Bricks, CancellationToken.None))
            .Should().ThrowAsync<NodeCommandException>()).Which;

        thrown.Message.Should().Be("mount: no");
        thrown.ExitCode.Should().Be(32);
        thrown.Command.Should().StartWith("mount -o ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# no end of line")]
    [InlineData("/dev/sda1 / ext4 defaults 0 1\n\n# end\n")]
    public async Task Fstab_keeps_all_other_lines_through_a_life_of_a_brick(string content)
    {
        await File.WriteAllTextAsync(_node.Fstab, content, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(_node.Fstab, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        await Bricks.CreateAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);
        var between = await File.ReadAllLinesAsync(_node.Fstab, TestContext.Current.CancellationToken);
        await Bricks.DestroyAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);

        between.Should().Equal([.. Lines(content), .. _node.Bricks.Select(LineOf)]);
        File.ReadAllLines(_node.Fstab).Should().Equal(Lines(content));
        File.GetUnixFileMode(_node.Fstab).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Directory.GetFiles(Path.GetDirectoryName(_node.Fstab)!, "fstab*").Should().Equal(_node.Fstab);
    }

    [Fact]
    public async Task A_half_written_line_is_replaced()
    {
        var line = LineOf(_node.Brick(1));
        await File.WriteAllTextAsync(_node.Fstab, FakeNode.Foreign + line[..40], TestContext.Current.CancellationToken);

        await Bricks.CreateAsync(FakeNode.Host, [_node.Brick(1)], TestContext.Current.CancellationToken);

        File.ReadAllText(_node.Fstab).Should().Be(FakeNode.Foreign + line + "\n");
    }

    [Fact]
    public async Task Bricks_made_at_the_same_time_all_get_their_line()
    {
        var bricks = Enumerable.Range(1, 8).Select(number => _node.Brick(number)).ToArray();
        _node.DieAt("never");

        await Task.WhenAll(bricks.Select(brick => Bricks.CreateAsync(FakeNode.Host, [brick], TestContext.Current.CancellationToken)));

        File.ReadAllLines(_node.Fstab).Should().BeEquivalentTo([.. Lines(FakeNode.Foreign), .. bricks.Select(LineOf)]);
    }

    /// <summary>All moments at which the node can die: before and after each command, and inside lvcreate.</summary>
    private async Task<IEnumerable<string>> MomentsAsync(bool create)
    {
        await Bricks.CreateAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);
        if (!create)
        {
            _node.DieAt("never");
            await Bricks.DestroyAsync(FakeNode.Host, _node.Bricks, TestContext.Current.CancellationToken);
        }

        var moments = Enumerable.Range(1, _node.Commands).SelectMany(n => new[] { $"before {n}", $"after {n}" });
        return create ? moments.Prepend("between 1") : moments;
    }

    private void ShouldBeComplete() => ShouldBeComplete(_node, "");

    private static void ShouldBeComplete(FakeNode node, string because)
    {
        node.LogicalVolumes.Should().Equal(["brick_1", "brick_2", "tp_1", "tp_2"], because);
        File.ReadAllText(node.Fstab).Should().Be(FakeNode.Foreign + string.Concat(node.Bricks.Select(brick => LineOf(brick) + "\n")), because);
        node.Mounts.Should().BeEquivalentTo(node.Bricks.Select(brick => $"{brick.BlockDevice} {brick.MountPath}"), because);
        node.Bricks.Should().OnlyContain(brick => Directory.Exists(brick.Path), because);
    }

    private static void ShouldBeGone(FakeNode node, IEnumerable<string> freed, string because)
    {
        freed.Should().BeEquivalentTo(["id1", "id2"], because);
        node.LogicalVolumes.Should().BeEmpty(because);
        node.Mounts.Should().BeEmpty(because);
        node.Directories.Where(path => path.Contains("/brick_", StringComparison.Ordinal)).Should().BeEmpty(because);
        File.ReadAllText(node.Fstab).Should().Be(FakeNode.Foreign, because);
    }

    private static string LineOf(BrickLayout brick) => $"{brick.BlockDevice} {brick.MountPath} xfs rw,inode64,noatime,nouuid 1 2";

    private static string[] Lines(string content) => content.Length == 0 ? [] : content.TrimEnd('\n').Split('\n');
}
