using System.Collections.Immutable;
using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>The node commands, each of them twice: what is done already is right, too, for a step may be repeated after a kill.</summary>
public sealed class NodeCommandTests(LabFixture fixture) : LabTest(fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_made_grown_and_taken_away_without_a_trace()
    {
        await Lab.TakeTopologyDownAsync();
        await using var lab = new NodeCommands(LabNode.KeyFile(Lab.LabDirectory));
        var devices = NodeCommands.Hosts
            .SelectMany(host => NodeCommands.Disks.Select((disk, i) => (Host: host, Disk: disk, Id: IdOf($"d{host.NodeId}{i}"))))
            .ToArray();
        await Task.WhenAll(NodeCommands.Hosts.Select(host => lab.Nodes.Peers.CheckAsync(host, Token)));
        try
        {
            foreach (var newcomer in NodeCommands.Hosts.Skip(1))
            {
                await lab.Nodes.Peers.ProbeAsync(NodeCommands.Pool, newcomer, Token);
                await lab.Nodes.Peers.ProbeAsync(NodeCommands.Pool, newcomer, Token);
            }

            // A foreign file system is refused, and wiped only when that is asked for
            await lab.ShellAsync(devices[^1].Host, $"mkfs.xfs -q {devices[^1].Disk}");
            (await lab.Nodes.Invoking(nodes => nodes.Devices.SetUpAsync(devices[^1].Host, devices[^1].Disk, devices[^1].Id, destroyData: false, Token))
                .Should().ThrowAsync<DiskInUseException>()).Which.Message.Should()
                .StartWith($"Initializing device {devices[^1].Disk} failed (already initialized or contains data?): WARNING: xfs signature detected");
            await lab.Nodes.Devices.SetUpAsync(devices[^1].Host, devices[^1].Disk, devices[^1].Id, destroyData: true, Token);
            await lab.Nodes.Invoking(nodes => nodes.Devices.SetUpAsync(devices[0].Host, "/dev/vdz", IdOf("ee"), destroyData: false, Token))
                .Should().ThrowAsync<DiskInUseException>().WithMessage("*/dev/vdz*No device found for /dev/vdz.");

            var reports = await Task.WhenAll(devices.Select(device => lab.Nodes.Devices.SetUpAsync(device.Host, device.Disk, device.Id, destroyData: false, Token)));
            reports.Should().OnlyContain(report => report.TotalKiB == report.FreeKiB && report.ExtentSizeKiB == 4096 && report.PvUuid.Length > 0);
            reports.Should().OnlyContain(report => report.Paths.Length > 1 && report.Paths.Last().StartsWith("/dev/"));
            var again = await lab.Nodes.Devices.SetUpAsync(devices[0].Host, devices[0].Disk, devices[0].Id, destroyData: false, Token);
            again.PvUuid.Should().Be(reports[0].PvUuid, "a second set-up changes nothing");
            await lab.Nodes.Invoking(nodes => nodes.Devices.SetUpAsync(devices[0].Host, devices[0].Disk, IdOf("ee"), destroyData: false, Token))
                .Should().ThrowAsync<DiskInUseException>().WithMessage($"Initializing device {devices[0].Disk} failed (aleady contains Physical Volume {reports[0].PvUuid}): *");

            await LiveAsync(lab, devices, reports);
        }
        finally
        {
            foreach (var (host, disk, id) in devices)
            {
                await lab.Nodes.Devices.TearDownAsync(host, new(id, disk, "", []), CancellationToken.None);
                await lab.Nodes.Devices.TearDownAsync(host, new(id, disk, "", []), CancellationToken.None);
            }

            foreach (var leaver in NodeCommands.Hosts.Skip(1))
            {
                await lab.Nodes.Peers.DetachAsync(NodeCommands.Pool, leaver, CancellationToken.None);
                await lab.Nodes.Peers.DetachAsync(NodeCommands.Pool, leaver, CancellationToken.None);
            }
        }

        foreach (var host in NodeCommands.Hosts)
        {
            (await lab.ShellAsync(host, "/usr/sbin/lvm pvs --noheadings -o pv_name,vg_name; ls -A /var/lib/heketi/mounts || true"))
                .Should().NotContainAny([.. devices.Select(device => device.Id), .. devices.Select(device => device.Disk + " ")]);
        }

        await Lab.LoadTopologyAsync();
    }

    private static async Task LiveAsync(NodeCommands lab, (NodeHost Host, string Disk, string Id)[] devices, DeviceReport[] reports)
    {
        // Two volumes: replica 3 with a group that grows to 2x3, and one with a small arbiter brick
        var first = SetOf(devices, 0, "a1", gid: 2000);
        var second = SetOf(devices, 1, "a2", gid: 2000);
        var arbiter = SetOf(devices, 0, "b1", hasArbiter: true);
        var volume = SpecOf("labv", first, options: ["performance.cache-size 64MB", ""]);
        var addition = SpecOf("labv", second);
        var arbitrated = SpecOf("laba", arbiter, hasArbiter: NodeCommands.Hosts.Length == 3);
        try
        {
            await CreateAsync(lab, first, arbiter);
            await CreateAsync(lab, first, arbiter);
            await BooksEqualAsync(lab, devices, reports, [.. first, .. arbiter]);

            await lab.Nodes.Volumes.CreateAsync(NodeCommands.Pool, volume, Token);
            await lab.Nodes.Volumes.CreateAsync(NodeCommands.Pool, volume, Token);
            await lab.Nodes.Volumes.CreateAsync(NodeCommands.Pool, arbitrated, Token);
            await lab.Nodes.Invoking(nodes => nodes.Volumes.CreateAsync(NodeCommands.Pool, addition, Token)).Should().ThrowAsync<VolumeNameTakenException>();
            (await lab.Nodes.Volumes.FindAsync(NodeCommands.Pool, "labv", Token)).Should().Match<GlusterVolume>(found =>
                found.IsStarted && found.BricksPerSet == NodeCommands.Hosts.Length && found.Options["performance.cache-size"] == "64MB" && found.Options["user.heketi.id"] == volume.Id);
            (await lab.Nodes.Volumes.ListAsync(NodeCommands.Pool, Token)).Select(found => found.Name).Should().Contain(["labv", "laba"]);
            (await lab.Nodes.Volumes.SnapshotsAsync(NodeCommands.Pool, "labv", Token)).Should().BeEmpty();
            (await lab.ShellAsync(first[0].Host, $"stat -c '%g %a' {first[0].Brick.Path}")).Trim().Should().Be("2000 2775");

            await CreateAsync(lab, second);
            await lab.Nodes.Volumes.ExpandAsync(NodeCommands.Pool, addition, Token);
            await lab.Nodes.Volumes.ExpandAsync(NodeCommands.Pool, addition, Token);
            (await lab.Nodes.Volumes.FindAsync(NodeCommands.Pool, "labv", Token))!.BrickPaths.Should().Equal([.. volume.BrickPaths, .. addition.BrickPaths]);
            await lab.Nodes.Volumes.StartAsync(NodeCommands.Pool, "labv", Token);

            await lab.Nodes.Invoking(nodes => nodes.Volumes.DeleteAsync(NodeCommands.Pool, "labv", [.. addition.BrickPaths], Token))
                .Should().ThrowAsync<VolumeNameTakenException>();
        }
        finally
        {
            foreach (var spec in new[] { volume, arbitrated })
            {
                var own = spec.BrickPaths.Concat(addition.BrickPaths).ToImmutableHashSet();
                await lab.Nodes.Volumes.DeleteAsync(NodeCommands.Pool, spec.Name, own, CancellationToken.None);
                await lab.Nodes.Volumes.DeleteAsync(NodeCommands.Pool, spec.Name, own, CancellationToken.None);
            }

            foreach (var group in first.Concat(second).Concat(arbiter).GroupBy(brick => brick.Host))
            {
                var bricks = group.Select(brick => brick.Brick).ToImmutableArray();
                (await lab.Nodes.Bricks.DestroyAsync(group.Key, bricks, CancellationToken.None)).Should().HaveCount(bricks.Length);
                (await lab.Nodes.Bricks.DestroyAsync(group.Key, bricks, CancellationToken.None)).Should().HaveCount(bricks.Length);
                (await lab.RemainsAsync(group.Key)).Should().BeEmpty();
            }
        }

        await BooksEqualAsync(lab, devices, reports, []);
    }

    private static Task CreateAsync(NodeCommands lab, params (NodeHost Host, BrickLayout Brick)[][] sets) => Task.WhenAll(sets
        .SelectMany(set => set)
        .GroupBy(brick => brick.Host)
        .Select(group => lab.Nodes.Bricks.CreateAsync(group.Key, [.. group.Select(brick => brick.Brick)], Token)));

    /// <summary>What LVM says is free is the total less the pools and their metadata.</summary>
    private static async Task BooksEqualAsync(
        NodeCommands lab, (NodeHost Host, string Disk, string Id)[] devices, DeviceReport[] reports, (NodeHost Host, BrickLayout Brick)[] bricks)
    {
        for (var i = 0; i < devices.Length; i++)
        {
            var used = bricks.Where(brick => brick.Brick.VolumeGroup == "vg_" + devices[i].Id)
                .Aggregate(0ul, (sum, brick) => sum + brick.Brick.PoolSizeKiB + brick.Brick.PoolMetadataSizeKiB);
            var report = await lab.Nodes.Devices.InspectAsync(devices[i].Host, new(devices[i].Id, devices[i].Disk, reports[i].PvUuid, []), Token);
            report.FreeKiB.Should().Be(report.TotalKiB - used);
            report.Paths.Should().BeEquivalentTo(reports[i].Paths);
        }
    }

    private static (NodeHost Host, BrickLayout Brick)[] SetOf(
        (NodeHost Host, string Disk, string Id)[] devices, int disk, string name, bool hasArbiter = false, long gid = 0) =>
    [
        .. devices.GroupBy(device => device.Host).Select((own, i) => (own.Key, Device: own.ElementAt(disk % NodeCommands.Disks.Length), Number: i)).Select(at => (
            at.Key,
            NodeCommands.Brick(at.Device.Id, IdOf(name + at.Number.ToString(CultureInfo.InvariantCulture)), 2, hasArbiter && at.Number == 2, gid))),
    ];

    private static VolumeSpec SpecOf(string name, (NodeHost Host, BrickLayout Brick)[] set, bool hasArbiter = false, ImmutableArray<string> options = default) => new(
        IdOf(name == "labv" ? "f1" : "f2"),
        name,
        new Durability { Kind = DurabilityKind.Replicate, Replica = NodeCommands.Hosts.Length },
        hasArbiter,
        [.. set.Select(brick => $"{brick.Host.StorageHost}:{brick.Brick.Path}")],
        options.IsDefault ? [] : options);

    private static string IdOf(string start) => start.PadRight(32, '0');
}
