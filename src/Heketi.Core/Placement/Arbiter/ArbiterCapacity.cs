using Heketi.Core.Topology;

namespace Heketi.Core.Placement.Arbiter;

/// <summary>
/// How many sets of two data bricks and an arbiter brick the devices of a room can take; a group (a node; with strict zones a zone)
/// may have at most one brick of each set.
/// <para>
/// Let group g take x data bricks and y arbiter bricks in all. m sets exist for such numbers if and only if they add up to 2m and m
/// and no group has x + y above m. It is needed, since a group takes part in a set once. It suffices: share each group's data bricks
/// out to two roles of m bricks each, in any way, and draw a graph with an edge from a group to a role for each brick. It is
/// bipartite and nothing has more than m edges, so its edges can be given m colours without two equal ones meeting (König). A
/// role has m edges, so each colour has one brick of each role, from different groups: a set.
/// </para>
/// <para>
/// So what remains is which numbers fit on the devices: that is counted out, device after device and group after group
/// (<see cref="Frontier"/>), until it suffices. Nothing is estimated.
/// </para>
/// </summary>
internal sealed class ArbiterCapacity
{
    private readonly PlacementRoom room;
    private readonly SetShape shape;
    private readonly int[] groupOfDevice;
    private readonly List<int>[] devicesOfGroup;
    private readonly Dictionary<ulong, (BrickFootprint? Data, BrickFootprint? Arbiter)> footprints = [];
    private ulong brickKiB;

    public ArbiterCapacity(PlacementRoom room, SetShape shape)
    {
        this.room = room;
        this.shape = shape;
        groupOfDevice = new int[room.Devices.Length];
        devicesOfGroup = [.. Enumerable.Range(0, shape.StrictZones ? room.ZoneCount : room.Nodes.Length).Select(_ => new List<int>())];
        for (var d = 0; d < groupOfDevice.Length; d++)
        {
            groupOfDevice[d] = shape.StrictZones ? room.Nodes[room.Devices[d].Node].Zone : room.Devices[d].Node;
            devicesOfGroup[groupOfDevice[d]].Add(d);
        }
    }

    public int Groups => devicesOfGroup.Length;

    public IReadOnlyList<int> DevicesOfGroup(int group) => devicesOfGroup[group];

    public int GroupOf(int device) => groupOfDevice[device];

    /// <summary>Sets the size of the data bricks, KiB; all that is asked afterwards is about bricks of that size.</summary>
    public void Measure(ulong dataBrickKiB)
    {
        brickKiB = dataBrickKiB;
        footprints.Clear();
    }

    /// <summary>Whether that many sets can be placed on what is free now.</summary>
    public bool Suffices(int sets)
    {
        var all = Frontier.Nothing;
        for (var g = 0; g < devicesOfGroup.Length && !IsEnough(all, sets); g++)
        {
            all = Frontier.Join(all, OfGroup(g, sets), 2 * sets, sets);
        }

        return IsEnough(all, sets);
    }

    /// <summary>What a group can take, at most one brick of each set.</summary>
    public int[] OfGroup(int group, int sets)
    {
        var all = Frontier.Nothing;
        foreach (var d in devicesOfGroup[group])
        {
            ref readonly var device = ref room.Devices[d];
            var (data, arbiter) = FootprintsOn(device.Device.ExtentSizeKiB);
            var frontier = Frontier.OfDevice(device, data?.TotalKiB ?? ulong.MaxValue, arbiter?.TotalKiB ?? ulong.MaxValue, sets);
            all = Frontier.Join(all, frontier, sets, sets);
        }

        return Frontier.OneOfEachSet(all, sets);
    }

    /// <summary>Whether a device can take a brick now.</summary>
    public bool Fits(int device, BrickSubType role)
    {
        ref readonly var slot = ref room.Devices[device];
        return slot.Arbiter != (role is BrickSubType.Arbiter ? ArbiterPolicy.Disabled : ArbiterPolicy.Required)
            && FootprintsOn(slot.Device.ExtentSizeKiB) is var (data, arbiter)
            && (role is BrickSubType.Arbiter ? arbiter : data) is { } footprint
            && footprint.TotalKiB <= slot.FreeKiB;
    }

    /// <summary>What a brick takes of a device that can take it.</summary>
    public BrickFootprint FootprintOn(int device, BrickSubType role)
    {
        var (data, arbiter) = FootprintsOn(room.Devices[device].Device.ExtentSizeKiB);
        return (role is BrickSubType.Arbiter ? arbiter : data).GetValueOrDefault();
    }

    /// <summary>Whether a frontier of all groups has room for that many sets.</summary>
    public static bool IsEnough(int[] all, int sets) => all.Length > 2 * sets && all[2 * sets] >= sets;

    private (BrickFootprint? Data, BrickFootprint? Arbiter) FootprintsOn(ulong extentKiB)
    {
        if (!footprints.TryGetValue(extentKiB, out var pair))
        {
            pair = (
                BrickFootprint.TryOf(brickKiB, shape.SnapshotFactor, extentKiB),
                BrickFootprint.TryOf(shape.ArbiterKiB(brickKiB), shape.SnapshotFactor, extentKiB));
            footprints.Add(extentKiB, pair);
        }

        return pair;
    }
}
