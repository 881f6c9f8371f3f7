using Heketi.Core.Operations;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

public sealed class BlockVolumeTests : IAsyncLifetime
{
    private readonly OperationsFixture fixture = new(new() { AutoCreateBlockHosting = true, BlockHostingGiB = 48 });

    public async ValueTask InitializeAsync() => await fixture.ThreeNodeCluster();

    public ValueTask DisposeAsync()
    {
        fixture.Dispose();
        return default;
    }

    [Fact]
    public async Task The_first_one_makes_a_hosting_volume_and_the_next_shares_it()
    {
        var first = await Create(20, auth: true);
        var second = await Create(20);

        first.HostingVolumeId.Should().Be(second.HostingVolumeId);
        first.Should().BeEquivalentTo(new { Iqn = "iqn.blockvol_" + first.Id, Username = "user", Password = "password", HaCount = 3, UsableSizeGiB = 20 });
        Hosting(first).Should().BeEquivalentTo(new { Block = true, SizeGiB = 48, BlockFreeGiB = 47 - 40, BlockReservedGiB = 1, PendingId = "" });
        fixture.Nodes.BlocksThere.Should().HaveCount(2);
    }

    [Fact]
    public async Task Everything_is_as_before_after_all_is_deleted()
    {
        var block = await Create(20);

        (await Run(fixture.Operations.DeleteBlockVolumeAsync(block.Id, CancellationToken.None))).Should().Be(new QueuedOutcome.Done(null));

        Hosting(block).BlockFreeGiB.Should().Be(47);
        fixture.Nodes.BlocksThere.Should().BeEmpty();
        await Run(fixture.Operations.DeleteVolumeAsync(block.HostingVolumeId, CancellationToken.None));
        fixture.ShouldBeClean();
    }

    [Theory]
    [InlineData("CreateBricks@manage1", true)]
    [InlineData("CreateVolume", true)]
    [InlineData("AfterCreateVolume", true)]
    [InlineData("FindBlock", true)]
    [InlineData("CreateBlock", true)]
    [InlineData("AfterCreateBlock", true)]
    [InlineData("CreateBlock", false)]
    [InlineData("AfterCreateBlock", false)]
    public async Task A_create_in_a_process_that_dies_is_undone_by_the_next(string where, bool isFirst)
    {
        var before = isFirst ? null : await Create(10);
        await DieAt(where, () => fixture.Operations.CreateBlockVolumeAsync(new() { SizeGiB = 10, Name = "mine" }, CancellationToken.None));

        (await CleanUp()).Should().Be(1);

        fixture.Store.Snapshot.Operations.Should().BeEmpty();
        if (before is null)
        {
            fixture.ShouldBeClean();
            fixture.Nodes.BlocksThere.Should().BeEmpty();
        }
        else
        {
            Hosting(before).BlockFreeGiB.Should().Be(37);
            fixture.Nodes.BlocksThere.Should().ContainSingle();
        }
    }

    [Theory]
    [InlineData("DeleteBlock")]
    [InlineData("AfterDeleteBlock")]
    public async Task A_delete_in_a_process_that_dies_is_completed_by_the_next(string where)
    {
        var block = await Create(10);
        await DieAt(where, () => fixture.Operations.DeleteBlockVolumeAsync(block.Id, CancellationToken.None));

        (await CleanUp()).Should().Be(1);

        fixture.Store.Snapshot.BlockVolumes.Should().BeEmpty();
        fixture.Nodes.BlocksThere.Should().BeEmpty();
        Hosting(block).BlockFreeGiB.Should().Be(47);
    }

    [Theory]
    [InlineData("ExpandBlock", 10, 37)]
    [InlineData("AfterExpandBlock", 15, 32)]
    public async Task An_expand_in_a_process_that_dies_ends_as_far_as_it_came(string where, int size, int free)
    {
        var block = await Create(10);
        await DieAt(where, () => fixture.Operations.ExpandBlockVolumeAsync(block.Id, 15, CancellationToken.None));

        (await CleanUp()).Should().Be(1);

        fixture.Store.Snapshot.BlockVolumes[block.Id].SizeGiB.Should().Be(size);
        Hosting(block).BlockFreeGiB.Should().Be(free);
    }

    [Theory]
    [InlineData("ExpandBlock", 3, 10, 37)]
    [InlineData("AfterExpandBlock", 3, 15, 32)]
    [InlineData("ExpandBlock", 5, 15, 32)]
    [InlineData("AfterExpandBlock", 5, 15, 32)]
    public async Task Where_the_sizes_read_alike_an_expand_goes_forward(string where, int doubt, int size, int free)
    {
        fixture.Nodes.TellSize = size => new(size - doubt, size + doubt);
        var block = await Create(10);
        await DieAt(where, () => fixture.Operations.ExpandBlockVolumeAsync(block.Id, 15, CancellationToken.None));

        (await CleanUp()).Should().Be(1);

        fixture.Store.Snapshot.BlockVolumes[block.Id].SizeGiB.Should().Be(size);
        fixture.Nodes.BlocksThere.Values.Should().Equal(size);
        Hosting(block).BlockFreeGiB.Should().Be(free);
    }

    [Theory]
    [InlineData("ExpandBlock", true)]
    [InlineData("AfterExpandBlock", true)]
    [InlineData("AfterExpandBlock", false)]
    public async Task An_expand_of_which_nobody_knows_whether_it_happened_stays_in_the_journal(string where, bool isTold)
    {
        fixture.Nodes.TellSize = size => isTold ? new(size - 5, size + 5) : null;
        var block = await Create(10);
        await DieAt(where, () => fixture.Operations.ExpandBlockVolumeAsync(block.Id, 15, CancellationToken.None));
        fixture.Nodes.Fail("ExpandBlock", "no room");

        (await CleanUp()).Should().Be(0);

        fixture.Store.Snapshot.Operations.Should().ContainSingle();
        Hosting(block).BlockFreeGiB.Should().Be(32, "the room stays taken");
        fixture.Nodes.Heal();
        (await CleanUp()).Should().Be(1);
        fixture.Store.Snapshot.BlockVolumes[block.Id].SizeGiB.Should().Be(15);
    }

    [Fact]
    public async Task A_failed_create_gives_everything_back()
    {
        fixture.Nodes.Fail("CreateBlock", "no target");

        var outcome = await Run(fixture.Operations.CreateBlockVolumeAsync(new() { SizeGiB = 10 }, CancellationToken.None));

        outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("no target");
        fixture.ShouldBeClean();
    }

    [Fact]
    public async Task A_delete_that_fails_leaves_the_block_volume()
    {
        var block = await Create(10);
        fixture.Nodes.Fail("DeleteBlock", "in use");

        await Run(fixture.Operations.DeleteBlockVolumeAsync(block.Id, CancellationToken.None));

        fixture.Store.Snapshot.BlockVolumes[block.Id].PendingId.Should().BeEmpty();
        Hosting(block).BlockFreeGiB.Should().Be(37);
    }

    [Fact]
    public async Task A_block_volume_that_somebody_else_made_is_left_alone()
    {
        var block = await Create(10);
        fixture.Nodes.BlocksThere[Hosting(block).Name + "/theirs"] = 5;

        var outcome = await Run(fixture.Operations.CreateBlockVolumeAsync(new() { SizeGiB = 10, Name = "theirs" }, CancellationToken.None));

        outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("theirs").And.Contain("Choose another name");
        fixture.Nodes.BlocksThere.Should().ContainKey(Hosting(block).Name + "/theirs");
        Hosting(block).BlockFreeGiB.Should().Be(37);
    }

    [Fact]
    public async Task A_second_create_while_the_hosting_volume_is_made_is_told_to_come_again()
    {
        var going = new TaskCompletionSource();
        fixture.Nodes.On("CreateVolume", () => going.Task);
        var first = await fixture.Operations.CreateBlockVolumeAsync(new() { SizeGiB = 10 }, CancellationToken.None);

        var second = () => fixture.Operations.CreateBlockVolumeAsync(new() { SizeGiB = 10 }, CancellationToken.None);

        (await second.Should().ThrowAsync<OperationRefusedException>()).Which.Reason.Should().Be(RefusalReason.Busy);
        going.SetResult();
        (await fixture.End(first)).Should().BeOfType<QueuedOutcome.Done>();
        await Create(10);
        fixture.Store.Snapshot.Volumes.Should().ContainSingle();
    }

    [Fact]
    public async Task Locked_full_and_same_named_hosting_volumes_are_passed_over()
    {
        var block = await Create(10, "same");
        var other = await Create(10, "same");
        other.HostingVolumeId.Should().NotBe(block.HostingVolumeId);

        var refused = () => Create(45);
        (await refused.Should().ThrowAsync<OperationRefusedException>()).WithMessage("Failed to allocate new block volume: No space*");

        await fixture.Store.ChangeAsync(editor =>
        {
            foreach (var volume in editor.Current.Volumes)
            {
                editor.Put(volume with { BlockRestriction = BlockRestriction.Locked });
            }

            return true;
        });
        await refused.Should().ThrowAsync<OperationRefusedException>();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(9, 3)]
    public async Task As_many_hosts_serve_it_as_asked_for_and_there_are(int count, int expected)
    {
        var outcome = await Run(fixture.Operations.CreateBlockVolumeAsync(new() { SizeGiB = 1, HaCount = count }, CancellationToken.None));

        var block = Find(outcome);
        block.HaCount.Should().Be(expected);
        block.Hosts.Should().HaveCount(expected).And.OnlyHaveUniqueItems();
    }

    private async Task DieAt(string where, Func<Task<string>> request)
    {
        var dying = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        fixture.Nodes.On(where, () =>
        {
            reached.TrySetResult();
            return dying.Task;
        });
        await request();
        await reached.Task;
        await fixture.Restart();
        fixture.Nodes.Heal();
    }

    private Task<int> CleanUp() => fixture.Recovery.CleanUpAsync(null, CancellationToken.None);

    private Task<QueuedOutcome> Run(Task<string> request) => fixture.Run(request);

    private async Task<BlockVolume> Create(int sizeGiB, string name = "", bool auth = false) =>
        Find(await Run(fixture.Operations.CreateBlockVolumeAsync(new() { SizeGiB = sizeGiB, Name = name, Auth = auth }, CancellationToken.None)));

    private BlockVolume Find(QueuedOutcome outcome) =>
        fixture.Store.Snapshot.BlockVolumes[outcome.Should().BeOfType<QueuedOutcome.Done>().Which.Location!["/blockvolumes/".Length..]];

    private Volume Hosting(BlockVolume block) => fixture.Store.Snapshot.Volumes[block.HostingVolumeId];
}
