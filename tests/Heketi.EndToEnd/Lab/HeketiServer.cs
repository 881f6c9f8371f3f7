using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Heketi.EndToEnd.Lab;

/// <summary>The server as a real process on a free port, its database in a directory of its own.</summary>
internal sealed class HeketiServer : IAsyncDisposable
{
    private readonly string program;
    private readonly string configuration;
    private readonly string logFile;
    private Process? process;

    public HeketiServer(string program, string directory, string labDirectory, PodCluster? pods)
    {
        this.program = program;
        Directory.CreateDirectory(directory);
        logFile = Path.Combine(directory, "heketi.log");
        configuration = Path.Combine(directory, "heketi.json");
        var port = FreePort();
        Url = new($"http://127.0.0.1:{port}");
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(labDirectory, "heketi.json")))!;
        settings["port"] = $"{port}";
        var gluster = settings["glusterfs"]!;
        Database = Path.Combine(directory, "heketi.db");
        gluster["db"] = Database;
        gluster["sshexec"]!["keyfile"] = LabNode.KeyFile(labDirectory);
        if (pods is not null)
        {
            gluster["executor"] = "kubernetes";
            gluster["kubeexec"] = pods.Section();
        }

        gluster["loglevel"] = "debug";
        gluster["brick_max_size_gb"] = 6;
        gluster["auto_create_block_hosting_volume"] = true;
        gluster["block_hosting_volume_size"] = 5;
        gluster["start_time_background_cleaner"] = 1;
        gluster["refresh_time_background_cleaner"] = 2;
        gluster["disable_monitor_gluster_nodes"] = true;
        File.WriteAllText(configuration, settings.ToJsonString());
    }

    public Uri Url { get; }

    public string Database { get; }

    public HttpClient Http { get; } = new();

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"exec '{program}' --config='{configuration}' --disable-auth >>'{logFile}' 2>&1"]);
        process = Process.Start(start) ?? throw new InvalidOperationException("the server did not start");
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await Http.GetStringAsync(new Uri(Url, "/hello"));
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && deadline.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and its end.</summary>
    public async Task StopAsync()
    {
        if (process is { HasExited: false })
        {
            await Shell.RunAsync("/bin/kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync();
        }
    }

    /// <summary>One of the server's own commands, such as <c>db export</c>.</summary>
    public async Task<string> CommandAsync(params string[] arguments) =>
        (await Shell.RunAsync(program, arguments)).Require("heketi " + string.Join(' ', arguments));

    /// <summary>The last lines of its log that are not for debugging.</summary>
    public string EndOfLog(int lines) =>
        string.Join('\n', File.ReadLines(logFile).Where(line => !line.Contains("DEBUG", StringComparison.Ordinal)).TakeLast(lines));

    public async Task<JsonElement> GetAsync(string path)
    {
        await using var body = await Http.GetStreamAsync(new Uri(Url, path));
        using var json = await JsonDocument.ParseAsync(body);
        return json.RootElement.Clone();
    }

    /// <summary>Sends an asynchronous request and waits for its end.</summary>
    /// <returns>The text of its failure; empty: it succeeded.</returns>
    public async Task<string> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var accepted = await Http.PostAsync(new Uri(Url, path), content);
        if (accepted.Headers.Location is not { } queue)
        {
            return await accepted.Content.ReadAsStringAsync();
        }

        while (true)
        {
            using var answer = await Http.GetAsync(new Uri(Url, queue));
            if (!answer.Headers.Contains("X-Pending") || !answer.Headers.GetValues("X-Pending").Contains("true"))
            {
                return answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync();
            }

            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process?.Dispose();
        Http.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
