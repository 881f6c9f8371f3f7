using System.Net.WebSockets;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>
/// An open exec. Each binary message starts with its channel: 0 stdin, 1 stdout, 2 stderr, 3 the status at the end; v5 adds 255,
/// which ends the channel that follows it.
/// </summary>
internal sealed class ExecSession(WebSocket socket, IDisposable connection) : IAsyncDisposable
{
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte Errors = 2;
    private const byte Status = 3;
    private const byte EndOfChannel = 255;
    private const int ChunkBytes = 32 * 1024;

    /// <summary>Between the status and the closing of the socket what is left of stdout and stderr may arrive.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(10);
    private readonly MemoryStream[] _channels = [new(), new(), new(), new()];

    /// <summary>The last byte that makes the program start work was sent: from here on its outcome may be unknown.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Sends the program its stdin and waits for its end.</summary>
    /// <exception cref="NodeOutcomeUnknownException">Its end was not seen.</exception>
    public async Task<ExecOutput> RunAsync(string host, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var receiving = ReceiveAsync(cancellationToken);
        await SendAsync(input, cancellationToken);
        await receiving;
        if (_channels[Status].Length == 0)
        {
            throw new NodeOutcomeUnknownException($"{host}: the exec's connection was closed before its end was told", host);
        }

        var status = ExecStatus.Parse(Content(Status));
        return status.ExitCode is { } exitCode
            ? new(exitCode, Content(Output), Content(Errors))
            : throw new NodeOutcomeUnknownException($"{host}: the exec failed: {status.Message}", host);
    }

    /// <summary>Ends the connection; a program that still runs finds its stdin closed, which ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (socket.SubProtocol == ExecOpener.V5 && socket.State is WebSocketState.Open)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            var closing = socket.SendAsync(new[] { EndOfChannel, Input }, WebSocketMessageType.Binary, endOfMessage: true, limit.Token);
            await closing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        socket.Abort();
        socket.Dispose();
        connection.Dispose();
        foreach (var channel in _channels)
        {
            await channel.DisposeAsync();
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var frame = new byte[ChunkBytes + 1];
        while (!input.IsEmpty)
        {
            var size = Math.Min(ChunkBytes, input.Length);
            frame[0] = Input;
            input[..size].CopyTo(frame.AsMemory(1));
            input = input[size..];
            IsStarted |= input.IsEmpty;
            await socket.SendAsync(frame.AsMemory(0, size + 1), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        using var lingering = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffer = new byte[ChunkBytes];
        var channel = -1;
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), lingering.Token);
            }
            catch (Exception e) when (_channels[Status].Length > 0 && !cancellationToken.IsCancellationRequested
                && e is OperationCanceledException or WebSocketException or IOException)
            {
                // All was said; not every server closes the socket properly
                return;
            }

            if (part.MessageType is WebSocketMessageType.Close)
            {
                return;
            }

            var content = buffer.AsMemory(0, part.Count);
            if (channel < 0 && !content.IsEmpty)
            {
                channel = content.Span[0];
                content = content[1..];
            }

            if (channel is Output or Errors or Status)
            {
                _channels[channel].Write(content.Span);
            }

            if (part.EndOfMessage)
            {
                if (channel == Status && _channels[Status].Length > 0)
                {
                    lingering.CancelAfter(Linger);
                }

                channel = -1;
            }
        }
    }

    private ReadOnlyMemory<byte> Content(byte channel) => _channels[channel].ToArray();
}
