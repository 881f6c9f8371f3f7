using Heketi.Core.Operations.Bricks;

namespace Heketi.Core.Operations.Devices;

/// <summary>There is no place for a brick of a device that is to be removed. The words are those of the Heketi API.</summary>
public sealed class DeviceWithoutReplacementException(string deviceId, string explanation) : Exception(
    $"Unable to delete device [{deviceId}] as no device was found to replace it: {NoReplacementException.Text}: {explanation}")
{
    /// <summary>Id of the device.</summary>
    public string DeviceId { get; } = deviceId;

    /// <summary>Which constraint ruled out how many devices.</summary>
    public string Explanation { get; } = explanation;
}
