using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

/// <summary>Tries all places of all bricks of arbiter volumes.</summary>
internal sealed class ArbiterBruteForce
{
    private readonly ArbiterCase @case;
    private readonly List<(Device Device, Node Node, string? Tag)> devices = [];
    private readonly ulong[] free;

    public ArbiterBruteForce(ArbiterCase @case)
    {
        this.@case = @case;
        var topology = @case.Cluster.Topology;
        foreach (var device in topology.Devices.Where(d => d.State is EntryState.Online && RandomCase.Accepts(d)))
        {
            var node = topology.Nodes[device.NodeId];
            var tag = device.Tags.TryGetValue("arbiter", out var own) ? own : node.Tags.GetValueOrDefault("arbiter");
            devices.Add((device, node, tag));
        }

        free = [.. devices.Select(d => d.Device.Storage.FreeKiB)];
    }

    /// <summary>The fewest sets in which the volume can be placed; null when there is none.</summary>
    public int? FewestSets(long sizeGiB)
    {
        for (var sets = 1; sets * 3 <= @case.Limits.MaxBricksPerVolume; sets *= 2)
        {
            var brick = (((ulong)sizeGiB * TestCluster.GiB) + (ulong)sets - 1) / (ulong)sets;
            var arbiter = Math.Max(brick / @case.AverageFileKiB, 16384);
            if (brick >= @case.Limits.BrickMinKiB && brick <= @case.Limits.BrickMaxKiB && CanPlace(brick, arbiter, sets, []))
            {
                return sets;
            }
        }

        return null;
    }

    /// <summary>The bricks of the set in the making: two of data in rising order of device, then the arbiter.</summary>
    private bool CanPlace(ulong data, ulong arbiter, int sets, List<int> chosen)
    {
        if (sets == 0)
        {
            return true;
        }

        if (chosen.Count == 3)
        {
            return CanPlace(data, arbiter, sets - 1, []);
        }

        var isArbiter = chosen.Count == 2;
        for (var d = chosen.Count == 1 ? chosen[0] + 1 : 0; d < devices.Count; d++)
        {
            var takes = BrickFootprint.Of(isArbiter ? arbiter : data, 1, devices[d].Device.ExtentSizeKiB).TotalKiB;
            if (devices[d].Tag == (isArbiter ? "disabled" : "required") || free[d] < takes || chosen.Exists(c => Excludes(c, d)))
            {
                continue;
            }

            free[d] -= takes;
            var can = CanPlace(data, arbiter, sets, [.. chosen, d]);
            free[d] += takes;
            if (can)
            {
                return true;
            }
        }

        return false;
    }

    private bool Excludes(int one, int other) =>
        devices[one].Node.Id == devices[other].Node.Id || (@case.StrictZones && devices[one].Node.Zone == devices[other].Node.Zone);
}
