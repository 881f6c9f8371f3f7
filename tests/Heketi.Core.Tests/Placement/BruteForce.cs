using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

/// <summary>Tries everything: slow, and easy to believe.</summary>
internal sealed class BruteForce
{
    private readonly RandomCase @case;
    private readonly List<(Device Device, string Node, int Zone)> devices = [];
    private readonly ulong[] free;

    public BruteForce(RandomCase @case)
    {
        this.@case = @case;
        var topology = @case.Cluster.Topology;
        foreach (var device in topology.Devices)
        {
            var node = topology.Nodes[device.NodeId];
            if (device.State is EntryState.Online && node.State is EntryState.Online && RandomCase.Accepts(device))
            {
                devices.Add((device, node.Id, node.Zone));
            }
        }

        free = [.. devices.Select(d => d.Device.Storage.FreeKiB)];
    }

    /// <summary>The fewest sets in which the volume can be placed; null when there is none.</summary>
    public int? FewestSets(long sizeGiB)
    {
        for (var sets = 1; sets * @case.Durability.BricksPerSet <= @case.Limits.MaxBricksPerVolume; sets *= 2)
        {
            var brick = BrickKiB(sizeGiB, sets);
            if (brick >= @case.Limits.BrickMinKiB && brick <= @case.Limits.BrickMaxKiB && Most(brick, sets) >= 0)
            {
                return sets;
            }
        }

        return null;
    }

    /// <summary>Most zones that the first set can have such that the others can still be placed; -1 when that is impossible.</summary>
    public int MostZonesOfFirstSet(long sizeGiB, int sets) => Most(BrickKiB(sizeGiB, sets), sets);

    private ulong BrickKiB(long sizeGiB, int sets)
    {
        var parts = (ulong)(sets * @case.Durability.DataBricksPerSet);
        return (((ulong)sizeGiB * TestCluster.GiB) + parts - 1) / parts;
    }

    private int Most(ulong brickKiB, int sets, bool any = false)
    {
        if (sets == 0)
        {
            return 0;
        }

        var most = -1;
        Choose(0, []);
        return most;

        void Choose(int from, List<int> chosen)
        {
            if (any && most >= 0)
            {
                return;
            }

            if (chosen.Count == @case.Durability.BricksPerSet)
            {
                most = Math.Max(most, Rest(chosen));
                return;
            }

            for (var d = from; d < devices.Count; d++)
            {
                if (free[d] >= Total(d) && !chosen.Exists(c => Excludes(c, d)))
                {
                    Choose(d + 1, [.. chosen, d]);
                }
            }
        }

        int Rest(List<int> chosen)
        {
            chosen.ForEach(d => free[d] -= Total(d));
            var possible = Most(brickKiB, sets - 1, any: true) >= 0;
            chosen.ForEach(d => free[d] += Total(d));
            return possible ? chosen.Select(d => devices[d].Zone).Distinct().Count() : -1;
        }

        ulong Total(int d) => BrickFootprint.Of(brickKiB, @case.Factor, devices[d].Device.ExtentSizeKiB).TotalKiB;
    }

    private bool Excludes(int one, int other) =>
        devices[one].Node == devices[other].Node || (@case.StrictZones && devices[one].Zone == devices[other].Zone);
}
