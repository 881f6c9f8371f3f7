using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

public sealed class BlockRestrictionTests : IDisposable
{
    private readonly OperationsFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_hosting_volume_is_locked_and_unlocked()
    {
        await Hosting(BlockRestriction.Unrestricted, free: 98, reserved: 2);

        await Set(BlockRestriction.Locked);
        Volume.BlockRestriction.Should().Be(BlockRestriction.Locked);

        await Set(BlockRestriction.Unrestricted);
        Volume.Should().Be(Volume with { BlockRestriction = BlockRestriction.Unrestricted, BlockFreeGiB = 98, BlockReservedGiB = 2 });
    }

    [Theory]
    [InlineData(BlockRestriction.LockedByUpdate)]
    [InlineData(BlockRestriction.Locked)]
    public async Task A_volume_of_an_old_database_gets_its_reserve_when_it_is_unlocked(BlockRestriction was)
    {
        await Hosting(was, free: 50, reserved: 0);

        await Set(BlockRestriction.Unrestricted);

        Volume.BlockRestriction.Should().Be(BlockRestriction.Unrestricted);
        (Volume.BlockFreeGiB, Volume.BlockReservedGiB).Should().Be((48, 2));
    }

    [Fact]
    public async Task A_volume_of_an_old_database_without_space_for_the_reserve_stays_locked()
    {
        await Hosting(BlockRestriction.LockedByUpdate, free: 1, reserved: 0);

        var outcome = await fixture.Run(fixture.Operations.SetBlockRestrictionAsync("v", BlockRestriction.Unrestricted, CancellationToken.None));

        outcome.Should().Be(new QueuedOutcome.Failed(
            "Failed to set block restriction: Can not unlock volume. 2GiB free space is required, but found 1GiB"));
        Volume.BlockRestriction.Should().Be(BlockRestriction.LockedByUpdate);
    }

    [Fact]
    public async Task A_file_volume_is_refused()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2);

        await fixture.Operations.Invoking(o => o.SetBlockRestrictionAsync(id, BlockRestriction.Locked, CancellationToken.None))
            .Should().ThrowAsync<OperationRefusedException>()
            .WithMessage("Failed to set block restriction: Block restrictions can only be set on block hosting volumes");
    }

    private Volume Volume => fixture.Store.Snapshot.Volumes["v"];

    private async Task Set(BlockRestriction restriction) =>
        (await fixture.Run(fixture.Operations.SetBlockRestrictionAsync("v", restriction, CancellationToken.None)))
            .Should().Be(new QueuedOutcome.Done("/volumes/v"));

    private async Task Hosting(BlockRestriction restriction, int free, int reserved)
    {
        var cluster = await fixture.ThreeNodeCluster();
        await fixture.Store.ChangeAsync(editor => editor.Put(new Volume
        {
            Id = "v",
            Name = "v",
            ClusterId = cluster,
            SizeGiB = 100,
            Block = true,
            BlockFreeGiB = free,
            BlockReservedGiB = reserved,
            BlockRestriction = restriction,
        }));
    }
}
