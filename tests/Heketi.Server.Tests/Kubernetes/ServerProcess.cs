using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Heketi.Server.Tests.Kubernetes;

/// <summary>The real server as a process, with mock nodes, told of a Kubernetes API server.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    /// <summary>Ends when the server listens as the one that serves; its port.</summary>
    public Task<int> Port => _port.Task;

    public int ExitCode => _process.ExitCode;

    public Task ExitAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static HttpClient Client(int port) => new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };

    public static ServerProcess Start(
        string folder, Uri api, JsonObject overrides, string? database = null, bool authentication = false,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var configuration = new JsonObject
        {
            ["port"] = "0",
            ["jwt"] = new JsonObject { ["admin"] = new JsonObject { ["key"] = "a" }, ["user"] = new JsonObject { ["key"] = "u" } },
            ["glusterfs"] = new JsonObject
            {
                ["executor"] = "mock",
                ["db"] = database ?? Path.Combine(folder, "heketi.db"),
                ["kubeexec"] = new JsonObject { ["host"] = api.ToString(), ["namespace"] = "storage" },
            },
        };
        foreach (var (key, value) in overrides)
        {
            configuration[key] = value?.DeepClone();
        }

        var file = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(file, configuration.ToJsonString());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "heketi.dll"), "--config=" + file, .. authentication ? [] : new[] { "--disable-auth" }])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start)!);
        server._process.OutputDataReceived += server.Read;
        server._process.ErrorDataReceived += server.Read;
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>SIGSTOP, which no process can refuse.</summary>
    public void Pause() => Signal("STOP");

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signal("CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Read(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }

        if (line.Data is not null && Listening().Match(line.Data) is { Success: true } match)
        {
            _port.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    [GeneratedRegex(@"^Listening on port (\d+)")]
    private static partial Regex Listening();
}
