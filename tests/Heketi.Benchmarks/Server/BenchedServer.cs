using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Heketi.Benchmarks.Server;

/// <summary>The server as a real process over the mock executor and a database in a directory.</summary>
internal sealed class BenchedServer : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly HttpClient http = new();
    private readonly Process process;

    private BenchedServer(Process process, int port)
    {
        this.process = process;
        http.BaseAddress = new($"http://127.0.0.1:{port}");
    }

    /// <summary>From its start to its first answer.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Processor time that the server has used so far, user and system; counted by the kernel in steps of 10 ms.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>
    /// The same to the nanosecond, of the threads that live now: for differences over so short a time that no thread ends in it (Linux).
    /// </summary>
    public TimeSpan ThreadsCpu
    {
        get
        {
            var nanoseconds = 0L;
            foreach (var task in Directory.EnumerateDirectories($"/proc/{process.Id}/task"))
            {
                nanoseconds += long.Parse(File.ReadAllText(task + "/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);
            }

            return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        }
    }

    /// <summary>Resident memory, MiB.</summary>
    public double MemoryMiB
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024;
        }
    }

    /// <summary>The server that was built with the benchmarks.</summary>
    public static string Built
    {
        get
        {
            // .../tests/Heketi.Benchmarks/bin/CONFIGURATION/net10.0 tells where the server was built
            var parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
            return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Heketi.Server/bin", parts[^2], parts[^1], "heketi"));
        }
    }

    /// <summary>Starts it and waits for its first answer.</summary>
    /// <param name="executable">The server.</param>
    /// <param name="directory">For its configuration and its database <c>heketi.db</c>, which may be there already.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public static async Task<BenchedServer> StartAsync(string executable, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        var port = FreePort();
        var configuration = new JsonObject
        {
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["glusterfs"] = new JsonObject
            {
                ["executor"] = "mock",
                ["db"] = Path.Combine(directory.FullName, "heketi.db"),
                ["loglevel"] = "warning",
                ["max_volumes_per_cluster"] = -1,
                ["max_queued_operations"] = 256,
            },
        };
        var file = Path.Combine(directory.FullName, "heketi.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString(), cancellationToken);
        var order = new ProcessStartInfo(executable, ["--config=" + file, "--disable-auth"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        order.Environment["HEKETI_MOCK_DEVICE_SIZE_GB"] = "100000";
        var start = Stopwatch.GetTimestamp();
        var server = new BenchedServer(Process.Start(order)!, port);
        server.process.OutputDataReceived += (_, _) => { };
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        while (!await server.IsReadyAsync(cancellationToken))
        {
            await Task.Delay(Look, cancellationToken);
        }

        server.StartTime = Stopwatch.GetElapsedTime(start);
        return server;
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        await using var body = await http.GetStreamAsync(new Uri(path, UriKind.Relative), cancellationToken);
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return json.RootElement.Clone();
    }

    /// <summary>Reads an answer to its end and forgets it; the result is its length.</summary>
    public async Task<int> ReadAsync(string path, CancellationToken cancellationToken) =>
        (await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken)).Length;

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
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync("/hello", cancellationToken);
            return true;
        }
        catch (HttpRequestException) when (!process.HasExited)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
