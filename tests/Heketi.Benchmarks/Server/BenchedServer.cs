using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Heketi.Benchmarks.Server;

/// <summary>The server as a real process over the mock executor and a database in a directory of its own.</summary>
internal sealed class BenchedServer : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("heketi-bench-");
    private readonly HttpClient http = new();
    private Process? process;

    /// <summary>Processor time that the server has used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<BenchedServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new BenchedServer();
        var port = FreePort();
        server.http.BaseAddress = new($"http://127.0.0.1:{port}");
        var configuration = new JsonObject
        {
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["glusterfs"] = new JsonObject
            {
                ["executor"] = "mock",
                ["db"] = Path.Combine(server.directory.FullName, "heketi.db"),
                ["loglevel"] = "warning",
                ["max_volumes_per_cluster"] = -1,
                ["max_queued_operations"] = 256,
            },
        };
        var file = Path.Combine(server.directory.FullName, "heketi.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString(), cancellationToken);
        var start = new ProcessStartInfo(Executable(), ["--config=" + file, "--disable-auth"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HEKETI_MOCK_DEVICE_SIZE_GB"] = "100000";
        server.process = Process.Start(start)!;
        server.process.OutputDataReceived += (_, _) => { };
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        while (!await server.IsReadyAsync(cancellationToken))
        {
            await Task.Delay(50, cancellationToken);
        }

        return server;
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        await using var body = await http.GetStreamAsync(new Uri(path, UriKind.Relative), cancellationToken);
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return json.RootElement.Clone();
    }

    /// <summary>Reads an answer to its end and forgets it.</summary>
    public Task ReadAsync(string path, CancellationToken cancellationToken) => http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken);

    /// <summary>POST; follows the queue to the end. The result is the last answer's body.</summary>
    public async Task<string> PostAsync(string path, string json, CancellationToken cancellationToken)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        if (answer.StatusCode is not HttpStatusCode.Accepted)
        {
            return await answer.Content.ReadAsStringAsync(cancellationToken);
        }

        while (true)
        {
            // A pending answer is 200 with X-Pending; 303 is followed by the client.
            using var poll = await http.GetAsync(answer.Headers.Location, cancellationToken);
            poll.EnsureSuccessStatusCode();
            if (!poll.Headers.Contains("X-Pending"))
            {
                return await poll.Content.ReadAsStringAsync(cancellationToken);
            }

            await Task.Delay(2, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        directory.Delete(recursive: true);
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync("/hello", cancellationToken);
            return true;
        }
        catch (HttpRequestException) when (!process!.HasExited)
        {
            return false;
        }
    }

    private static string Executable()
    {
        // .../tests/Heketi.Benchmarks/bin/CONFIGURATION/net10.0 tells where the server was built
        var parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Heketi.Server/bin", parts[^2], parts[^1], "heketi"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
