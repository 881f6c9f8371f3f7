using System.Runtime.InteropServices;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>The devices of a cluster that may take bricks of a request, node after node, and why the others may not.</summary>
internal sealed class PlacementRoom
{
    private readonly List<UsableDevice> devices = [];
    private readonly List<UsableNode> nodes = [];
    private readonly Dictionary<int, int> zones = [];

    private PlacementRoom()
    {
    }

    public Span<UsableDevice> Devices => CollectionsMarshal.AsSpan(devices);

    public Span<UsableNode> Nodes => CollectionsMarshal.AsSpan(nodes);

    /// <summary>Zones with usable devices.</summary>
    public int ZoneCount => zones.Count;

    public Exclusions Exclusions { get; } = new();

    /// <summary>Most free space on one device, KiB.</summary>
    public ulong MostFreeKiB { get; private set; }

    /// <summary>How many bricks one set can have here, whatever their size.</summary>
    public int WidestSet(bool strictZones) => strictZones ? ZoneCount : nodes.Count;

    public static PlacementRoom Of(TopologySnapshot topology, PlacementRequest request, Random random)
    {
        var room = new PlacementRoom();
        foreach (var nodeId in topology.NodesOfCluster(request.ClusterId))
        {
            if (topology.Nodes.TryGet(nodeId, out var node))
            {
                room.Add(topology, node, request.DeviceFilter, random);
            }
        }

        return room;
    }

    private void Add(TopologySnapshot topology, Node node, Func<Node, Device, string?>? filter, Random random)
    {
        var ids = topology.DevicesOfNode(node.Id);
        Exclusions.Nodes++;
        Exclusions.Devices += ids.Count;
        if (node.State is not EntryState.Online)
        {
            Exclusions.OnOfflineNode += node.State is EntryState.Failed ? 0 : ids.Count;
            Exclusions.OnFailedNode += node.State is EntryState.Failed ? ids.Count : 0;
            return;
        }

        var first = devices.Count;
        double free = 0;
        double total = 0;
        foreach (var id in ids)
        {
            if (topology.Devices.TryGet(id, out var device) && IsUsable(node, device, filter))
            {
                devices.Add(new()
                {
                    Device = device,
                    Node = nodes.Count,
                    Arbiter = ArbiterTag.Of(node, device),
                    FreeKiB = device.Storage.FreeKiB,
                    Tie = random.Next(),
                });
                MostFreeKiB = Math.Max(MostFreeKiB, device.Storage.FreeKiB);
                free += device.Storage.FreeKiB;
                total += device.Storage.TotalKiB;
            }
        }

        if (devices.Count > first)
        {
            nodes.Add(new()
            {
                Node = node,
                Zone = ZoneIndex(node.Zone),
                FirstDevice = first,
                EndOfDevices = devices.Count,
                FreeKiB = free,
                TotalKiB = total,
                Tie = random.Next(),
            });
        }
    }

    private bool IsUsable(Node node, Device device, Func<Node, Device, string?>? filter)
    {
        switch (device.State)
        {
            case EntryState.Online:
                break;
            case EntryState.Failed:
                Exclusions.Failed++;
                return false;
            default:
                Exclusions.Offline++;
                return false;
        }

        if (filter?.Invoke(node, device) is not { } reason)
        {
            return true;
        }

        Exclusions.AddFiltered(reason);
        return false;
    }

    private int ZoneIndex(int zone)
    {
        if (!zones.TryGetValue(zone, out var index))
        {
            index = zones.Count;
            zones.Add(zone, index);
        }

        return index;
    }
}
