using System.Text.Json.Nodes;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.Cli;

/// <summary>The servers of a recording: one for all of it, or a new one wherever the recording says so.</summary>
public sealed class CliServers : IAsyncDisposable
{
    private readonly List<HeketiServerProcess> _started = [];

    /// <summary>The port of the newest server; before the first start one on which nobody listens.</summary>
    public int Port => _started is [.., var newest] ? newest.Endpoint.Port : UnusedPort;

    /// <summary>What the newest server wrote.</summary>
    public string Output => _started is [.., var newest] ? newest.Output : "";

    /// <summary>The working directory of the commands.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("heketi-conformance-cli-").FullName;

    /// <summary>Port 1 needs root, and nobody gives it to a service (tcpmux).</summary>
    private static int UnusedPort => 1;

    /// <summary>Starts a server with an empty database in place of the one before.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        StartAsync(new JsonObject { ["glusterfs"] = new JsonObject { ["block_hosting_volume_size"] = 50 } }, cancellationToken);

    /// <summary>The same with TLS and a new self-signed certificate, which the commands find in their working directory.</summary>
    public async Task StartTlsAsync(string certificateFile, string keyFile, CancellationToken cancellationToken)
    {
        var (certificate, key) = (Path.Combine(Folder, certificateFile), Path.Combine(Folder, keyFile));
        await ServerCertificateFiles.WriteAsync(certificate, key, cancellationToken);
        await StartAsync(new JsonObject { ["enable_tls"] = true, ["cert_file"] = certificate, ["key_file"] = key }, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task StartAsync(JsonObject overrides, CancellationToken cancellationToken)
    {
        await StopAsync();
        _started.Add(await HeketiServerProcess.StartAsync(Programs.Server, overrides, null, [], new Dictionary<string, string>(), cancellationToken));
    }

    private async Task StopAsync()
    {
        foreach (var server in _started)
        {
            await server.DisposeAsync();
        }

        _started.Clear();
    }
}
