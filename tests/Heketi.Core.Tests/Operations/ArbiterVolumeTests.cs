using Heketi.Core.Operations;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Placement;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

public sealed class ArbiterVolumeTests
{
    private static readonly OperationSettings Settings = new();
    private readonly VolumePlanner planner = new(Settings, new BrickPlacer(Settings.Limits, new Random(1), EntityId.New), TimeProvider.System);

    [Fact]
    public async Task A_create_and_an_expand_name_the_arbiter_brick_last_in_each_set()
    {
        var store = await Store();

        var create = await store.ChangeAsync(editor => planner.PlanCreate(editor, Order("user.heketi.arbiter true")));
        Roles(store.Snapshot, create).Should().Equal([BrickSubType.Normal, BrickSubType.Normal, BrickSubType.Arbiter]);
        await Finish(store, create);
        var id = store.Snapshot.VolumeIds.Single();
        var expand = await store.ChangeAsync(editor => planner.PlanExpand(editor, id, 10));

        Roles(store.Snapshot, expand).Should().Equal([BrickSubType.Normal, BrickSubType.Normal, BrickSubType.Arbiter]);
    }

    [Fact]
    public async Task A_volume_without_arbiter_bricks_gets_none_whatever_its_options_say()
    {
        var store = await Store();
        var create = await store.ChangeAsync(editor => planner.PlanCreate(editor, Order()));
        await Finish(store, create);
        var volume = store.Snapshot.Volumes[store.Snapshot.VolumeIds.Single()];
        await store.ChangeAsync(editor => editor.Put(volume with { Options = ["user.heketi.arbiter true"] }));

        var expand = await store.ChangeAsync(editor => planner.PlanExpand(editor, volume.Id, 10));

        Roles(store.Snapshot, expand).Should().OnlyContain(role => role == BrickSubType.Normal);
    }

    [Theory]
    [InlineData("tier=gold", true)]
    [InlineData("tier!=gold", false)]
    [InlineData("tier=silver", false)]
    public async Task Device_tags_decide_where_bricks_go(string rule, bool isPossible)
    {
        var store = await Store();
        foreach (var node in store.Snapshot.Nodes.ToList())
        {
            await store.ChangeAsync(editor => editor.Put(node with { Tags = EntryTags.None.Add("tier", "gold") }));
        }

        var plan = planner.PreviewCreate(store.Snapshot, Order("user.heketi.device-tag-match " + rule));

        (plan is VolumePlan.Possible).Should().Be(isPossible);
        if (plan is VolumePlan.Impossible impossible)
        {
            impossible.Text.Should().Contain($"3 ruled out (user.heketi.device-tag-match {rule} does not match)");
        }
    }

    [Theory]
    [InlineData("tier==gold")]
    [InlineData("tier=gold,disk=ssd")]
    [InlineData("tier")]
    [InlineData("=gold")]
    public async Task A_device_tag_rule_that_is_none_is_refused_with_its_form(string rule)
    {
        var store = await Store();

        var act = () => planner.PreviewCreate(store.Snapshot, Order("user.heketi.device-tag-match " + rule));

        act.Should().Throw<OperationRefusedException>().Which.Message.Should().Contain($"'{rule}'").And.Contain("KEY!=VALUE");
    }

    private static IEnumerable<BrickSubType> Roles(TopologySnapshot topology, PendingOperation operation) =>
        operation.Actions.Where(a => a.Change is OperationChange.AddBrick).Select(a => topology.Bricks[a.EntityId].SubType);

    private static VolumeOrder Order(params string[] options) => OperationsFixture.Replica3(10) with { Options = [.. options] };

    private static async Task Finish(MemoryTopologyStore store, PendingOperation operation)
    {
        foreach (var action in operation.Actions)
        {
            await store.ChangeAsync(editor =>
            {
                if (editor.Current.Bricks.Find(action.EntityId) is { } brick)
                {
                    editor.Put(brick with { PendingId = "" });
                }

                if (editor.Current.Volumes.Find(action.EntityId) is { } volume)
                {
                    editor.Put(volume with { PendingId = "" });
                }
            });
        }
    }

    private static async Task<MemoryTopologyStore> Store()
    {
        var store = new MemoryTopologyStore();
        await store.ChangeAsync(editor =>
        {
            editor.Put(new Cluster { Id = "c", File = true });
            for (var n = 1; n <= 3; n++)
            {
                editor.Put(new Node { Id = $"n{n}", ClusterId = "c", Zone = n, StorageHostnames = [$"storage{n}"] });
                editor.Put(new Device { Id = $"d{n}", NodeId = $"n{n}", Name = "/dev/sdb", Storage = new(100UL << 20, 100UL << 20, 0) });
            }
        });
        return store;
    }
}
