using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Nodes;

/// <summary>How to find a disk again although its kernel name may have changed.</summary>
/// <param name="DeviceId">Id; the volume group is vg_{id}.</param>
/// <param name="Name">Path when it was added.</param>
/// <param name="PvUuid">UUID of the physical volume; empty when unknown.</param>
/// <param name="Paths">Stable paths.</param>
public sealed record DeviceHandle(string DeviceId, string Name, string PvUuid, ImmutableArray<string> Paths)
{
    /// <summary>The handle of <paramref name="device"/>.</summary>
    public static DeviceHandle Of(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new(device.Id, device.Name, device.PvUuid, device.Paths);
    }
}
