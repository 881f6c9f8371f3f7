using System.Text;
using Heketi.Contracts.Devices;

namespace Heketi.Cli.Output;

/// <summary>A device as text.</summary>
internal static class DeviceText
{
    public static string Full(DeviceInfoResponse device)
    {
        var text = new StringBuilder()
            .Append($"Device Id: {device.Id}\n")
            .Append($"State: {Units.State(device.State)}\n")
            .Append($"Size (GiB): {Units.Gib(device.Storage.Total)}\n")
            .Append($"Used (GiB): {Units.Gib(device.Storage.Used)}\n")
            .Append($"Free (GiB): {Units.Gib(device.Storage.Free)}\n")
            .Append($"Create Path: {device.Name}\n")
            .Append($"Physical Volume UUID: {device.PvUuid}\n")
            .Append($"Known Paths: {string.Join(' ', device.Paths ?? [])}\n");
        if (device.Tags is { Count: > 0 })
        {
            text.Append("Tags:\n");
            foreach (var (name, value) in Units.Sorted(device.Tags))
            {
                text.Append($"  {name}: {value}\n");
            }
        }

        text.Append("Bricks:\n");
        foreach (var brick in device.Bricks ?? [])
        {
            text.Append($"Id:{brick.Id}   Size (GiB):{Units.Gib(brick.Size),-8}Path: {brick.Path}\n");
        }

        return text.ToString();
    }
}
