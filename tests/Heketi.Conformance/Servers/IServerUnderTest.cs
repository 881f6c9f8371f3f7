using System.Net;

namespace Heketi.Conformance.Servers;

/// <summary>A server that a recording is replayed against.</summary>
public interface IServerUnderTest : IAsyncDisposable
{
    IPEndPoint Endpoint { get; }

    /// <summary>Kills the server and starts it again on the same database.</summary>
    Task RestartAsync(CancellationToken cancellationToken);

    /// <summary>Kills the server and starts it again on the same database with other simulated hosts.</summary>
    /// <param name="hosts">Asked while the server still runs.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    Task RestartAsync(Func<Task<FakeHosts>> hosts, CancellationToken cancellationToken);

    /// <summary>Sends SIGUSR2: back to the normal mode.</summary>
    Task ResetModeAsync(CancellationToken cancellationToken);

    /// <summary>Turns hooks of the simulated hosts on or off.</summary>
    Task SwitchAsync(string name, bool isOn, CancellationToken cancellationToken);
}
