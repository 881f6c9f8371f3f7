using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Testing.Store;

/// <summary>What every store promises. A store's tests derive from it.</summary>
public abstract class TopologyStoreContract : IAsyncLifetime
{
    /// <summary>The store under test, opened before each test.</summary>
    protected ITopologyStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_change_returns_its_result_and_is_then_seen()
    {
        var result = await Store.ChangeAsync(editor =>
        {
            editor.Put(Cluster("c1"));
            return 42;
        });

        result.Should().Be(42);
        Store.Snapshot.Clusters.Contains("c1").Should().BeTrue();
    }

    [Fact]
    public async Task A_snapshot_that_was_taken_stays_as_it_is()
    {
        var before = Store.Snapshot;

        await Store.ChangeAsync(editor => editor.Put(Cluster("c1")));

        before.Clusters.Should().BeEmpty();
    }

    [Fact]
    public async Task An_exception_reaches_its_caller_and_leaves_everything_as_it_was()
    {
        await Store.ChangeAsync(editor => editor.Put(Cluster("c1")));
        var before = Store.Snapshot;

        var change = () => Store.ChangeAsync(editor =>
        {
            editor.Put(Cluster("c2"));
            editor.Remove(Cluster("c1"));
            throw new FormatException("mine");
        });

        (await change.Should().ThrowAsync<FormatException>()).WithMessage("mine");
        Store.Snapshot.Should().BeSameAs(before);
        await ReopenedAsync();
        Store.Snapshot.Clusters.Select(cluster => cluster.Id).Should().Equal("c1");
    }

    [Fact]
    public async Task A_change_that_throws_does_not_disturb_those_made_with_it()
    {
        var changes = Enumerable.Range(0, 60).Select(i => Store.ChangeAsync(editor =>
        {
            editor.Put(Cluster($"c{i:00}"));
            return i % 3 == 0 ? throw new FormatException($"{i}") : i;
        })).ToList();

        for (var i = 0; i < changes.Count; i++)
        {
            if (i % 3 == 0)
            {
                (await FluentActions.Awaiting(() => changes[i]).Should().ThrowAsync<FormatException>()).WithMessage($"{i}");
            }
            else
            {
                (await changes[i]).Should().Be(i);
            }
        }

        await ReopenedAsync();
        Store.Snapshot.ClusterIds.Should().Equal(Enumerable.Range(0, 60).Where(i => i % 3 != 0).Select(i => $"c{i:00}"));
    }

    [Fact]
    public async Task A_change_sees_all_changes_before_it()
    {
        var seen = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Store.ChangeAsync(editor =>
        {
            editor.Put(Cluster($"c{i}"));
            return editor.Current.Clusters.Count;
        })));

        seen.Should().Equal(Enumerable.Range(1, 100));
    }

    [Fact]
    public async Task The_revision_grows_by_one_with_each_change_and_goes_on_after_reopening()
    {
        await Store.ChangeAsync(editor => editor.Put(Cluster("c1")));
        var first = Store.Snapshot.Revision;
        await Store.ChangeAsync(editor => editor.Put(Cluster("c2")));
        await Store.ChangeAsync(editor => editor.Remove(Cluster("c2")));

        Store.Snapshot.Revision.Should().Be(first + 2);
        await ReopenedAsync();
        Store.Snapshot.Revision.Should().Be(first + 2);
        await Store.ChangeAsync(editor => editor.Put(Cluster("c3")));
        Store.Snapshot.Revision.Should().Be(first + 3);
    }

    [Fact]
    public async Task A_change_without_changes_publishes_nothing()
    {
        var before = Store.Snapshot;

        (await Store.ChangeAsync(editor => editor.Current.Revision)).Should().Be(before.Revision);

        Store.Snapshot.Should().BeSameAs(before);
    }

    [Fact]
    public async Task Everything_of_every_kind_comes_back()
    {
        await Store.ChangeAsync(editor => SampleTopology.All.ToList().ForEach(editor.Put));

        await ReopenedAsync();

        Store.Snapshot.Clusters["c1"].Should().Be(SampleTopology.Cluster);
        Store.Snapshot.Nodes["n1"].Should().BeEquivalentTo(SampleTopology.Node);
        Store.Snapshot.Nodes["n1"].Tags.Keys.Should().Equal("Z", "a", "b");
        Store.Snapshot.Nodes["n1"].Tags.KeyComparer.Should().Be(StringComparer.Ordinal);
        Store.Snapshot.Devices["d1"].Should().BeEquivalentTo(SampleTopology.Device);
        Store.Snapshot.Bricks["b1"].Should().Be(SampleTopology.Brick);
        Store.Snapshot.Volumes["v1"].Should().BeEquivalentTo(SampleTopology.Volume);
        Store.Snapshot.BlockVolumes["bv1"].Should().BeEquivalentTo(SampleTopology.BlockVolume);
        Store.Snapshot.Operations["o1"].Should().BeEquivalentTo(SampleTopology.Operation);
        Store.Snapshot.Attributes[DatabaseAttribute.GenerationId].Should().Be(SampleTopology.Attribute);
    }

    [Fact]
    public async Task Everything_that_was_removed_stays_away()
    {
        await Store.ChangeAsync(editor => SampleTopology.All.ToList().ForEach(editor.Put));
        await Store.ChangeAsync(editor => SampleTopology.All.Skip(1).ToList().ForEach(editor.Remove));
        await Store.ChangeAsync(editor => editor.Remove(Cluster("never there")));

        await ReopenedAsync();

        Store.Snapshot.ClusterIds.Should().Equal("c1");
        Store.Snapshot.Nodes.Should().BeEmpty();
        Store.Snapshot.Volumes.Should().BeEmpty();
        Store.Snapshot.BricksOfDevice("d1").Should().BeEmpty();
        Store.Snapshot.Attributes.Should().BeEmpty();
    }

    [Fact]
    public async Task Indexes_are_right_after_reopening()
    {
        await Store.ChangeAsync(editor => SampleTopology.All.ToList().ForEach(editor.Put));
        await Store.ChangeAsync(editor => editor.Put(SampleTopology.Brick with { Id = "b2", DeviceId = "d2" }));
        await Store.ChangeAsync(editor => editor.Put(SampleTopology.Brick with { DeviceId = "d2" }));

        await ReopenedAsync();

        Store.Snapshot.NodesOfCluster("c1").Should().Equal("n1");
        Store.Snapshot.DevicesOfNode("n1").Should().Equal("d1");
        Store.Snapshot.BricksOfDevice("d1").Should().BeEmpty();
        Store.Snapshot.BricksOfDevice("d2").Should().Equal("b1", "b2");
        Store.Snapshot.BricksOfVolume("v1").Should().Equal("b1", "b2");
        Store.Snapshot.VolumesNamed("c1", "vol_v1").Should().Equal("v1");
        Store.Snapshot.BlockVolumesOfHost("v1").Should().Equal("bv1");
    }

    [Fact]
    public async Task Nothing_of_32_concurrent_writers_is_lost()
    {
        const int Writers = 32;
        const int Each = 25;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                var id = $"w{writer:00}-{i:00}";
                await Store.ChangeAsync(editor => editor.Put(Cluster(id)));
                Store.Snapshot.Clusters.Contains(id).Should().BeTrue("it was acknowledged");
            }
        })));

        await ReopenedAsync();
        Store.Snapshot.ClusterIds.Should().Equal(
            Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, Each).Select(i => $"w{writer:00}-{i:00}")));
    }

    [Fact]
    public async Task A_cancelled_change_is_not_made()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var change = () => Store.ChangeAsync(editor => editor.Put(Cluster("c1")), cancelled.Token);

        await change.Should().ThrowAsync<OperationCanceledException>();
        await Store.ChangeAsync(editor => editor.Put(Cluster("c2")));
        Store.Snapshot.ClusterIds.Should().Equal("c2");
    }

    [Fact]
    public async Task A_large_change_is_made_at_once()
    {
        await Store.ChangeAsync(editor =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                editor.Put(SampleTopology.Brick with { Id = $"b{i:00000}", DeviceId = $"d{i % 100}" });
            }
        });

        await ReopenedAsync();
        Store.Snapshot.Bricks.Count.Should().Be(10_000);
        Store.Snapshot.BricksOfDevice("d7").Count.Should().Be(100);
    }

    [Fact]
    public async Task After_closing_changes_are_refused_and_reads_go_on()
    {
        await Store.ChangeAsync(editor => editor.Put(Cluster("c1")));
        await Store.DisposeAsync();
        await Store.DisposeAsync();

        var change = () => Store.ChangeAsync(editor => editor.Put(Cluster("c2")));

        await change.Should().ThrowAsync<ObjectDisposedException>();
        Store.Snapshot.ClusterIds.Should().Equal("c1");
    }

    [Fact]
    public async Task Closing_completes_the_changes_that_wait()
    {
        var changes = Enumerable.Range(0, 200).Select(i => Store.ChangeAsync(editor => editor.Put(Cluster($"c{i}")))).ToList();

        await Store.DisposeAsync();

        changes.Should().OnlyContain(change => change.IsCompletedSuccessfully);
        await ReopenedAsync();
        Store.Snapshot.Clusters.Count.Should().Be(200);
    }

    /// <summary>A cluster of that id.</summary>
    protected static Cluster Cluster(string id) => new() { Id = id, File = true };

    /// <summary>Opens a new, empty store.</summary>
    protected abstract Task<ITopologyStore> OpenAsync();

    /// <summary>Closes the store and opens the same data again; a store that forgets returns <paramref name="store"/>.</summary>
    protected virtual Task<ITopologyStore> ReopenAsync(ITopologyStore store) => Task.FromResult(store);

    /// <summary>Puts the reopened store in the place of <see cref="Store"/>.</summary>
    protected async Task ReopenedAsync() => Store = await ReopenAsync(Store);
}
