using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Heketi.Conformance.Http;

namespace Heketi.Conformance.Servers;

/// <summary>The real server: a process of its own on a free port, with its own folder and database.</summary>
public sealed class HeketiServerProcess : IServerUnderTest
{
    private const int PortTries = 5;
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(25);

    private readonly string _executable;
    private readonly JsonObject _overrides;
    private readonly FakeHosts? _hosts;
    private readonly IReadOnlyList<string> _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly StringBuilder _output = new();
    private Process? _process;

    private HeketiServerProcess(
        string executable, JsonObject overrides, FakeHosts? hosts, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        (_executable, _overrides, _hosts, _arguments, _environment) = (executable, overrides, hosts, arguments, environment);
        Folder = Directory.CreateTempSubdirectory("heketi-conformance-").FullName;
    }

    public IPEndPoint Endpoint { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>The folder of this server's configuration and database.</summary>
    public string Folder { get; }

    /// <summary>What the server wrote to its output, the newest part.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString(Math.Max(0, _output.Length - 2000), Math.Min(2000, _output.Length));
            }
        }
    }

    public static async Task<HeketiServerProcess> StartAsync(
        string executable,
        JsonObject overrides,
        FakeHosts? hosts,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var server = new HeketiServerProcess(executable, overrides, hosts, arguments, environment);
        try
        {
            await server.LaunchAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        await LaunchAsync(cancellationToken);
    }

    public async Task ResetModeAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -USR2 {_process!.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
        var client = new RawHttpClient(() => Endpoint);
        for (var tries = 0; tries < 100; tries++)
        {
            var answer = await client.SendAsync(new RawRequest("GET", "/admin", [], null), cancellationToken);
            if (answer.Status != 200 || Encoding.UTF8.GetString(answer.Body).Contains("normal", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(_pause, cancellationToken);
        }
    }

    public async Task SwitchAsync(string name, bool isOn, CancellationToken cancellationToken)
    {
        var file = FakeHook.FileOf(Folder, name);
        if (isOn)
        {
            await File.WriteAllTextAsync(file, "", cancellationToken);
        }
        else
        {
            File.Delete(file);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            Endpoint = new IPEndPoint(IPAddress.Loopback, FreePort());
            var file = Path.Combine(Folder, "heketi.json");
            await File.WriteAllTextAsync(file, ServerConfiguration.Make(Folder, Endpoint.Port, _overrides, _hosts).ToJsonString(), cancellationToken);
            _process = Run(file);
            if (await IsReadyAsync(cancellationToken))
            {
                return;
            }

            // Another process may have taken the port between looking and starting.
            var text = $"{Output} (exit code {(_process.HasExited ? _process.ExitCode.ToString(CultureInfo.InvariantCulture) : "none")})";
            await StopAsync();
            if (tries == PortTries || !text.Contains("in use", StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException($"the server did not start: {text}");
            }
        }
    }

    private Process Run(string file)
    {
        var start = new ProcessStartInfo(_executable, [$"--config={file}", .. _arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("HEKETI_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        var client = new RawHttpClient(() => Endpoint);
        var since = Stopwatch.GetTimestamp();
        while (!_process!.HasExited && Stopwatch.GetElapsedTime(since) < _startLimit)
        {
            try
            {
                // A server with TLS says 400 to plain requests: it listens, and that is all that is asked here
                var status = (await client.SendAsync(new RawRequest("GET", "/hello", [], null), cancellationToken)).Status;
                return status == (_overrides["enable_tls"]?.GetValue<bool>() is true ? 400 : 200);
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                await Task.Delay(_pause, cancellationToken);
            }
        }

        return false;
    }

    private async Task StopAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        using (process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
