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
        IReadOnlyDictionary<string, string>? environment = null) =>
        Start(folder, ["--config=" + Configure(folder, api, overrides, database), .. authentication ? [] : new[] { "--disable-auth" }], environment);

    /// <summary>As <see cref="Start(string, Uri, JsonObject, string?, bool, IReadOnlyDictionary{string, string}?)"/>, but a command that ends by itself.</summary>
    public static ServerProcess Run(string folder, Uri api, JsonObject overrides, string[] command) =>
        Start(folder, [.. command, "--config=" + Configure(folder, api, overrides, null)], null);

    private static string Configure(string folder, Uri api, JsonObject overrides, string? database)
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
        return file;
    }

    private static ServerProcess Start(string folder, string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        // A write beyond LimitFiles is to fail: without the trap the process would be killed
        string[] command = ["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", "dotnet", Path.Combine(AppContext.BaseDirectory, "heketi.dll"), .. arguments];
        var start = new ProcessStartInfo("sh", command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // it maps a large file
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

    /// <summary>From now on its files cannot grow beyond a size: its disk is full.</summary>
    public void LimitFiles(long bytes)
    {
        using var limit = Process.Start("prlimit", [string.Create(CultureInfo.InvariantCulture, $"--pid={_process.Id}"), string.Create(CultureInfo.InvariantCulture, $"--fsize={bytes}")]);
        limit.WaitForExit();
        limit.ExitCode.Should().Be(0);
    }

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
