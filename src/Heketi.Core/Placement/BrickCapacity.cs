namespace Heketi.Core.Placement;

/// <summary>How many bricks of one size the devices, nodes and zones of a room can take.</summary>
internal sealed class BrickCapacity
{
    private readonly PlacementRoom room;
    private readonly SetShape shape;
    private readonly Dictionary<ulong, BrickFootprint?> footprints = [];
    private readonly long[] ofDevice;
    private readonly long[] ofNode;
    private readonly long[] ofZone;

    public BrickCapacity(PlacementRoom room, SetShape shape)
    {
        this.room = room;
        this.shape = shape;
        ofDevice = new long[room.Devices.Length];
        ofNode = new long[room.Nodes.Length];
        ofZone = new long[room.ZoneCount];
    }

    /// <summary>Bricks that each device can take, no more than there are sets.</summary>
    public Span<long> OfDevice => ofDevice;

    /// <summary>Bricks that each node can take.</summary>
    public Span<long> OfNode => ofNode;

    /// <summary>Bricks that each group can take: a set has at most one brick in a group, which is a node or, if strict, a zone.</summary>
    public Span<long> OfGroup => shape.StrictZones ? ofZone : ofNode;

    /// <summary>What a brick of the measured size takes of a device that can take one.</summary>
    public BrickFootprint FootprintOn(ulong extentSizeKiB) => footprints[extentSizeKiB].GetValueOrDefault();

    /// <summary>Counts anew.</summary>
    /// <returns>
    /// Bricks that can be used by that many sets. A placement exists if and only if they are as many as the sets have
    /// (<see cref="SetBuilder"/> proves it).
    /// </returns>
    public long Measure(ulong brickKiB, long sets)
    {
        footprints.Clear();
        ofZone.AsSpan().Clear();
        var devices = room.Devices;
        var nodes = room.Nodes;
        var extent = 0UL;
        var total = 0UL;
        for (var n = 0; n < nodes.Length; n++)
        {
            ref readonly var node = ref nodes[n];
            var fits = 0L;
            for (var d = node.FirstDevice; d < node.EndOfDevices; d++)
            {
                var device = devices[d].Device;
                if (total == 0 || device.ExtentSizeKiB != extent)
                {
                    extent = device.ExtentSizeKiB;
                    total = TotalOn(extent, brickKiB);
                }

                var free = devices[d].FreeKiB;
                ofDevice[d] = free < total ? 0 : (long)Math.Min(free / total, (ulong)sets);
                fits += ofDevice[d];
            }

            ofNode[n] = fits;
            ofZone[node.Zone] += fits;
        }

        return Usable(sets);
    }

    /// <summary>Whether <paramref name="sets"/> sets of bricks of that size can be placed.</summary>
    public bool Suffices(ulong brickKiB, long sets) => Measure(brickKiB, sets) >= sets * shape.Bricks;

    /// <summary>Counts a brick as taken.</summary>
    public void Take(int node, int device)
    {
        ofDevice[device]--;
        ofNode[node]--;
        ofZone[room.Nodes[node].Zone]--;
    }

    private ulong TotalOn(ulong extent, ulong brickKiB)
    {
        if (!footprints.TryGetValue(extent, out var footprint))
        {
            footprint = BrickFootprint.TryOf(brickKiB, shape.SnapshotFactor, extent);
            footprints.Add(extent, footprint);
        }

        return footprint?.TotalKiB ?? ulong.MaxValue;
    }

    private long Usable(long sets)
    {
        var usable = 0L;
        foreach (var fits in OfGroup)
        {
            usable += Math.Min(fits, sets);
        }

        return usable;
    }
}
