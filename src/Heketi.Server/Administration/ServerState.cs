using System.Net;
using Heketi.Server.Configuration;

namespace Heketi.Server.Administration;

/// <summary>The mode of the server, and whether it is about to stop.</summary>
public sealed class ServerState(ServerSettings settings)
{
    private volatile AdminMode mode = settings.DefaultMode;
    private volatile bool stopping;

    /// <summary>The mode.</summary>
    public AdminMode Mode
    {
        get => mode;
        set => mode = value;
    }

    /// <summary>No new changes from now on.</summary>
    public void Stop() => stopping = true;

    /// <summary>Why no requests should be sent here (<c>/readyz</c>), or null.</summary>
    public string? NotReady => stopping ? "shutting down" : StoreTrouble();

    /// <summary>Says why the store takes no changes any more; null when it does.</summary>
    public Func<string?> StoreTrouble { get; init; } = () => null;

    /// <summary>Why a change from <paramref name="remote"/> is refused (503), or null.</summary>
    public string? RefuseChange(IPAddress? remote)
    {
        if (stopping)
        {
            return "Server is shutting down. Retry operation later.";
        }

        var refused = Mode switch
        {
            AdminMode.Normal => false,
            AdminMode.LocalClient => !IsThisHost(remote),
            _ => true,
        };
        return refused ? "Service disabled for maintenance" : null;
    }

    /// <summary>Only 127.0.0.1 and ::1 count, as in Heketi v10.</summary>
    private static bool IsThisHost(IPAddress? remote)
    {
        var address = remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4() : remote;
        return IPAddress.Loopback.Equals(address) || IPAddress.IPv6Loopback.Equals(address);
    }
}
