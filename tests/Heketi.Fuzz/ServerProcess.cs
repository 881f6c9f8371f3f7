using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Heketi.Server.Http;

namespace Heketi.FuzzTests;

/// <summary>The real server as a process with the mock, without authentication, in a folder of its own.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly string folder = Directory.CreateTempSubdirectory("heketi-concurrency-").FullName;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private Process? process;

    public static async Task<ServerProcess> StartAsync(CancellationToken cancellationToken)
    {
        var server = new ServerProcess();
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            server.client.BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        }

        var configuration = Path.Combine(server.folder, "heketi.json");
        await File.WriteAllTextAsync(
            configuration,
            $$$"""{"port":"{{{server.client.BaseAddress.Port}}}","glusterfs":{"executor":"mock","db":"{{{server.folder}}}/heketi.db","loglevel":"none"}}""",
            cancellationToken);
        var program = typeof(ApiRoute).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, "--disable-auth", "--config=" + configuration]) { RedirectStandardOutput = true };
        server.process = Process.Start(start)!;
        while (await server.process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("Listening", StringComparison.Ordinal))
            {
                return server;
            }
        }

        await server.DisposeAsync();
        throw new InvalidOperationException("the server did not start");
    }

    public async Task<(HttpStatusCode Status, string Body, string? Location)> SendAsync(
        string method, string path, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers.Location?.OriginalString);
    }

    /// <summary>Polls a queue id until its work has ended.</summary>
    public async Task<HttpStatusCode> EndOfAsync(string location, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (status, _, _) = await SendAsync("GET", location, null, cancellationToken);
            if (status != HttpStatusCode.OK)
            {
                return status;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
