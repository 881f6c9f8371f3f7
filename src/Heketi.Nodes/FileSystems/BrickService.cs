using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Lvm;

namespace Heketi.Nodes.FileSystems;

/// <summary>Bricks by LVM, mkfs.xfs, fstab and mount.</summary>
internal sealed class BrickService(IBatchRunner runner, ExecutorSettings settings) : IBrickService
{
    /// <summary>Bricks of one exec: their commands must fit into one line (<see cref="BatchScript.MaxBytes"/>).</summary>
    private const int BricksPerExec = 12;

    private readonly LvmCommands _lvm = new(settings);
    private readonly XfsCommands _xfs = new(settings);
    private readonly FstabCommands _fstab = new(settings);
    private readonly MountCommands _mounts = new(settings);

    public async Task CreateAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken)
    {
        foreach (var some in bricks.Chunk(BricksPerExec))
        {
            var result = await runner.RunAsync(host, Batch(some.Length, [.. CreateSteps(some)]), cancellationToken);
            result.EnsureDone();
        }
    }

    public async Task PersistAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken)
    {
        foreach (var some in bricks.Chunk(BricksPerExec))
        {
            var result = await runner.RunAsync(host, Batch(some.Length, [.. some.Select(MountCommands.Sync)]), cancellationToken);
            result.EnsureDone();
        }
    }

    public async Task<ImmutableHashSet<string>> DestroyAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken)
    {
        var freed = ImmutableHashSet.CreateBuilder<string>();
        foreach (var some in bricks.Chunk(BricksPerExec))
        {
            var groups = some.Select(brick => brick.VolumeGroup).Distinct(StringComparer.Ordinal).ToArray();
            var looks = groups.Select(group => new CommandStep(_lvm.VgsOf(group)) { MayFail = true });
            var result = await runner.RunAsync(host, Batch(some.Length, [.. DestroySteps(some), .. looks]), cancellationToken);
            freed.UnionWith(FreedOf(some, groups, result.EnsureDone().Steps));
        }

        return freed.ToImmutable();
    }

    /// <summary>Those whose pool is gone. A group that LVM does not see (a disk that is away for the moment) shows no pool either, but has it.</summary>
    private static IEnumerable<string> FreedOf(IEnumerable<BrickLayout> bricks, string[] groups, ImmutableArray<StepResult> steps)
    {
        var looks = steps.TakeLast(groups.Length);
        var seen = groups.Zip(looks).Where(pair => pair.Second.IsDone).Select(pair => pair.First).ToHashSet(StringComparer.Ordinal);
        var pools = LvmReport.ThinPools(steps[^(groups.Length + 1)].OutputText);
        return bricks
            .Where(brick => seen.Contains(brick.VolumeGroup) && !pools.Contains($"{brick.VolumeGroup}/{brick.ThinPool}"))
            .Select(brick => brick.BrickId);
    }

    private IEnumerable<CommandStep> CreateSteps(IReadOnlyCollection<BrickLayout> bricks) =>
    [
        .. bricks.SelectMany(brick => (CommandStep[])
        [
            MountCommands.MakeMountPoint(brick),
            // A crash between the pool and the volume in it leaves the pool
            new CommandStep(_lvm.LvCreate(brick))
                .Or(_lvm.LvOfBrick(brick), FallbackKind.Prints)
                .Or(_lvm.LvCreateInPool(brick)),
            _xfs.Make(brick),
        ]),
        _fstab.Add(bricks),
        .. bricks.SelectMany(brick => (CommandStep[])
        [
            _mounts.Mount(brick),
            MountCommands.MakeBrickDirectory(brick),
            .. brick.Gid != 0 ? MountCommands.GiveToGroup(brick) : [],
        ]),
    ];

    private IEnumerable<CommandStep> DestroySteps(IReadOnlyCollection<BrickLayout> bricks) =>
    [
        .. bricks.Select(_mounts.Unmount),
        _fstab.Remove(bricks),
        .. bricks.SelectMany(brick => (CommandStep[])
        [
            new CommandStep(_lvm.LvRemove(brick.VolumeGroup, brick.LogicalVolume))
                .Or(_lvm.LvNamed(brick.VolumeGroup, brick.LogicalVolume), FallbackKind.PrintsNothing),
            new CommandStep(_lvm.LvRemoveEmptyPool(brick.VolumeGroup, brick.ThinPool)),
            MountCommands.RemoveMountPoint(brick.MountPath),
            .. MountCommands.RemoveDirectoryOfClone(brick),
        ]),
        new CommandStep(_lvm.ThinPools()),
    ];

    private static CommandBatch Batch(int bricks, ImmutableArray<CommandStep> steps) =>
        new(steps, bricks * ExecutorSettings.CommandLimit);
}
