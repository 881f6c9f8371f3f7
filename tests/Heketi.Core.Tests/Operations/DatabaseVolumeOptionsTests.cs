using Heketi.Core.Operations;
using Heketi.Core.Operations.Volumes;

namespace Heketi.Core.Tests.Operations;

public sealed class DatabaseVolumeOptionsTests : IAsyncLifetime
{
    private readonly MovingFixture moving = new();
    private string name = "";

    public async ValueTask InitializeAsync()
    {
        await moving.BuildAsync(nodes: 3);
        var id = await moving.CreateVolume();
        name = moving.Topology.Volumes[id].Name;
    }

    public ValueTask DisposeAsync()
    {
        moving.Dispose();
        return default;
    }

    [Fact]
    public async Task A_volume_without_a_level_gets_the_options_once()
    {
        (await Update(name)).Should().Contain("level 1 now");

        Options.Should().Contain("performance.write-behind", "off").And.Contain("performance.strict-o-direct", "on").And.Contain("user.heketi.dbstoragelevel", "1");
        (await Update(name)).Should().Contain("nothing to do");
    }

    [Fact]
    public async Task Options_of_an_administrators_own_stay()
    {
        moving.Nodes.VolumesThere[name] = moving.Nodes.VolumesThere[name] with { Options = Options.SetItem("user.heketi.dbstoragelevel", "custom") };

        (await Update(name)).Should().Contain("custom");

        Options.Should().NotContainKey("performance.write-behind");
    }

    [Fact]
    public async Task A_volume_that_is_not_there_is_named()
    {
        await this.Invoking(t => t.Update(null)).Should().ThrowAsync<OperationRefusedException>().WithMessage("Volume heketidbstorage not found*");
        moving.Nodes.VolumesThere.Clear();
        await this.Invoking(t => t.Update(name)).Should().ThrowAsync<OperationRefusedException>().WithMessage("*not in Gluster");
    }

    private System.Collections.Immutable.ImmutableSortedDictionary<string, string> Options => moving.Nodes.VolumesThere[name].Options;

    private Task<string> Update(string? volume) => new DatabaseVolumeOptions(moving.Store, moving.Nodes).UpdateAsync(volume, CancellationToken.None);
}
