using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.Mirror;

/// <summary>
/// Plays a recording back with fresh random ids: what the harness must accept to the last exchange, and
/// refuse as soon as anything is bent.
/// </summary>
public sealed class MirrorServer : IServerUnderTest
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<RecordedExchange> _script;
    private readonly IdAssignment _ids;
    private readonly Func<RecordedExchange, MirrorAnswer, MirrorAnswer>? _bend;
    private readonly Task _serving;
    private int _next;

    public MirrorServer(HttpRecording recording, int seed, Func<RecordedExchange, MirrorAnswer, MirrorAnswer>? bend = null)
    {
        _ids = new IdAssignment(recording, new Random(seed));
        _script = [.. recording.Exchanges.Where(exchange => !exchange.IsNoteOnly && exchange.Status is not null)];
        _bend = bend;
        _listener.Start();
        _serving = ServeAsync();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    public Task RestartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RestartAsync(Func<Task<FakeHosts>> hosts, CancellationToken cancellationToken) => RestartAsync(cancellationToken);

    public Task ResetModeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SwitchAsync(string name, bool isOn, CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                await AnswerAsync(client.GetStream(), _stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var (method, target) = await ReadRequestAsync(new BufferedStream(stream, 65536), cancellationToken);
        if (Find(method, target) is not { } exchange)
        {
            await stream.WriteAsync("HTTP/1.1 599 Not In The Script\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellationToken);
            return;
        }

        var answer = new MirrorAnswer(
            exchange.Status!.Value,
            exchange.ResponseHeaders!.ToDictionary(header => header.Key, header => _ids.Substitute(header.Value), StringComparer.Ordinal),
            _ids.Substitute(exchange.ResponseBody ?? ""));
        answer = _bend?.Invoke(exchange, answer) ?? answer;
        await stream.WriteAsync(Encode(answer, method == "HEAD"), cancellationToken);
    }

    /// <summary>The next line of the script; or, for a client that tries ids, what the script says about that path later.</summary>
    private RecordedExchange? Find(string method, string target)
    {
        var at = _script.FindIndex(_next, exchange => exchange.Method == method && string.Equals(_ids.Substitute(exchange.Path!), target, StringComparison.OrdinalIgnoreCase));
        if (at == _next)
        {
            _next++;
        }

        return at < 0 ? null : _script[at];
    }

    private static byte[] Encode(MirrorAnswer answer, bool isHead)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        var chunked = body.Length > 2048 && !answer.Headers.ContainsKey("Content-Disposition");
        var text = new StringBuilder($"HTTP/1.1 {answer.Status} X\r\nDate: now\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            text.Append(name is "Content-Length" or "Transfer-Encoding"
                ? chunked ? "Transfer-Encoding: chunked\r\n" : $"Content-Length: {(isHead ? value : body.Length)}\r\n"
                : $"{name}: {value}\r\n");
        }

        var head = Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());
        return isHead ? head
            : chunked ? [.. head, .. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8]
            : [.. head, .. body];
    }

    private static async Task<(string Method, string Target)> ReadRequestAsync(BufferedStream stream, CancellationToken cancellationToken)
    {
        var first = (await ReadLineAsync(stream, cancellationToken)).Split(' ');
        long length = 0;
        while (await ReadLineAsync(stream, cancellationToken) is { Length: > 0 } line)
        {
            if (line.StartsWith("Content-Length: ", StringComparison.Ordinal))
            {
                length = long.Parse(line[16..], CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("Transfer-Encoding: ", StringComparison.Ordinal))
            {
                length = long.MaxValue;
            }
        }

        if (length == long.MaxValue)
        {
            while (await ReadLineAsync(stream, cancellationToken) != "0")
            {
                // Up to the last chunk.
            }

            await ReadLineAsync(stream, cancellationToken);
        }
        else
        {
            await stream.ReadExactlyAsync(new byte[length], cancellationToken);
        }

        return (first[0], first[1]);
    }

    private static async Task<string> ReadLineAsync(BufferedStream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }
    }
}
