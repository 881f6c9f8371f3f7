using Heketi.Core.Placement;

namespace Heketi.Core.Tests.Placement;

public sealed class BrickFootprintTests
{
    [Theory]
    [InlineData(1048576, 1, 4096, 1048576, 8192)]
    [InlineData(1048577, 1, 4096, 1052672, 8192)]
    [InlineData(1048576, 1, 65536, 1048576, 65536)]
    [InlineData(1048576, 1, 1024, 1048576, 6144)]
    [InlineData(1048576, 0.5, 4096, 1048576, 8192)]
    [InlineData(10485760, 1.1, 4096, 11534336, 61440)]
    [InlineData(10485760, 1.3, 4096, 13631488, 69632)]
    [InlineData(1048576, 1, 0, 1048576, 8192)]
    public void Pool_and_metadata_are_whole_extents_of_the_device(ulong size, float factor, ulong extent, ulong pool, ulong metadata) =>
        BrickFootprint.Of(size, factor, extent).Should().Be(new BrickFootprint(size, pool, metadata));

    [Fact]
    public void Metadata_is_at_least_what_lvm_makes() =>
        BrickFootprint.Of(16384, 1, 512).PoolMetadataSizeKiB.Should().Be(2048);

    [Theory]
    [InlineData(4096UL)]
    [InlineData(1024UL * 1024)]
    [InlineData(1000UL * 1024)]
    public void Metadata_is_at_most_what_lvm_leaves_as_it_is(ulong extent)
    {
        var metadata = BrickFootprint.Of(1UL << 34, 1, extent).PoolMetadataSizeKiB;

        metadata.Should().BeLessThanOrEqualTo(BrickFootprint.LargestMetadataKiB).And.BeGreaterThanOrEqualTo(15UL << 20);
        (metadata % extent).Should().Be(0);
    }

    [Theory]
    [InlineData(ulong.MaxValue, 1)]
    [InlineData(1UL << 40, float.PositiveInfinity)]
    public void What_cannot_be_counted_is_an_overflow(ulong size, float factor)
    {
        var act = () => BrickFootprint.Of(size, factor, 4096);

        act.Should().Throw<OverflowException>();
    }
}
