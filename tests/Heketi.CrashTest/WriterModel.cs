using System.Globalization;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.CrashTest;

/// <summary>
/// What writer number <paramref name="writer"/> does in its n-th change, and so what has to be there after it. Every change
/// counts the writer's counter up, makes a volume with a brick and an operation, and resizes the volume before; every third
/// takes an older volume away. All of it has to be there, or none of it.
/// </summary>
public sealed class WriterModel(int writer)
{
    private const int Lifetime = 5;

    private string CounterId => string.Create(CultureInfo.InvariantCulture, $"writer-{writer}");

    /// <summary>Changes that this writer made, by the books of <paramref name="snapshot"/>.</summary>
    public int CountIn(TopologySnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Attributes.TryGet(CounterId, out var counter) ? int.Parse(counter.Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Makes change <paramref name="number"/>, counted from 1.</summary>
    public void Make(int number, TopologyEditor editor)
    {
        ArgumentNullException.ThrowIfNull(editor);
        editor.Put(new DatabaseAttribute { Id = CounterId, Value = number.ToString(CultureInfo.InvariantCulture) });
        editor.Put(VolumeOf(number, number));
        editor.Put(BrickOf(number));
        editor.Put(OperationOf(number));
        if (editor.Current.Volumes.Contains(Id("v", number - 1)))
        {
            editor.Put(VolumeOf(number - 1, number));
        }

        if (IsRemoval(number) && number > Lifetime)
        {
            editor.Remove(VolumeOf(number - Lifetime, 0));
            editor.Remove(BrickOf(number - Lifetime));
            editor.Remove(OperationOf(number - Lifetime));
        }
    }

    /// <summary>Everything that is not as it has to be after <paramref name="count"/> changes.</summary>
    public IEnumerable<string> Contradictions(TopologySnapshot snapshot, int count)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var present = 0;
        for (var number = 1; number <= count; number++)
        {
            var removed = IsRemoval(number + Lifetime) && number + Lifetime <= count;
            present += removed ? 0 : 1;
            var size = number == count ? number : number + 1;
            if (removed != !snapshot.Volumes.TryGet(Id("v", number), out var volume) || (!removed && volume!.SizeGiB != size))
            {
                yield return $"volume {Id("v", number)}";
            }

            if (removed != !snapshot.Bricks.TryGet(Id("b", number), out var brick) || (!removed && brick != BrickOf(number)))
            {
                yield return $"brick {Id("b", number)}";
            }

            if (removed == snapshot.Operations.Contains(Id("o", number)))
            {
                yield return $"operation {Id("o", number)}";
            }
        }

        if (snapshot.VolumesOfCluster(CounterId).Count != present)
        {
            yield return $"writer {writer}: {snapshot.VolumesOfCluster(CounterId).Count} volumes where {present} should be";
        }
    }

    private static bool IsRemoval(int number) => number % 3 == 0;

    private string Id(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{writer}-{number}");

    private Volume VolumeOf(int number, int sizeGiB) => new()
    {
        Id = Id("v", number),
        Name = Id("vol", number),
        ClusterId = CounterId,
        SizeGiB = sizeGiB,
        Options = ["performance.io-cache off"],
    };

    private Brick BrickOf(int number) => new()
    {
        Id = Id("b", number),
        DeviceId = CounterId,
        NodeId = CounterId,
        VolumeId = Id("v", number),
        Path = Brick.PathOf(CounterId, Id("b", number)),
        SizeKiB = (ulong)number,
        PoolSizeKiB = 4096,
        PoolMetadataSizeKiB = 8192,
    };

    private PendingOperation OperationOf(int number) => new()
    {
        Id = Id("o", number),
        Kind = OperationKind.CreateVolume,
        Timestamp = number,
        Actions = [new(OperationChange.AddVolume, Id("v", number)), new(OperationChange.AddBrick, Id("b", number))],
    };
}
