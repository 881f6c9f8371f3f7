using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Heketi.Testing.Kubernetes.Faults;

namespace Heketi.Testing.Kubernetes.Exec;

/// <summary>The streams of an exec over one WebSocket.</summary>
internal sealed class ExecChannels(WebSocket socket, string protocol, ExecFault? fault) : IDisposable
{
    private const byte Status = 3;
    private const byte EndOfChannel = 255;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Pipe _input = new();

    public async Task RunAsync(Func<Stream, Func<byte, ReadOnlyMemory<byte>, Task>, Task<int>> run, CancellationToken cancellationToken)
    {
        if (fault?.When is ExecFaultMoment.BeforeInput)
        {
            socket.Abort();
            return;
        }

        // The real server's first message is usually empty
        await SendAsync(1, ReadOnlyMemory<byte>.Empty);
        var receiving = ReceiveAsync(cancellationToken);
        var exitCode = await run(_input.Reader.AsStream(), SendAsync);
        if (fault?.When is ExecFaultMoment.NoStatus)
        {
            await CloseAsync();
            return;
        }

        var status = fault?.Status ?? StatusOf(exitCode);
        await SendAsync(Status, Encoding.UTF8.GetBytes(status));
        await CloseAsync();
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _sending.Dispose();

    private static string StatusOf(int exitCode) => exitCode == 0
        ? """{"metadata":{},"status":"Success"}"""
        : new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"command terminated with non-zero exit code: Error executing in Docker Container: {exitCode}",
            ["reason"] = "NonZeroExitCode",
            ["details"] = new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{exitCode}" }),
            },
        }.ToJsonString();

    /// <summary>stdin of the program; its end when the client says so (v5) or goes away.</summary>
    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var channel = -1;
        try
        {
            while (true)
            {
                if (fault?.When is ExecFaultMoment.Mute && channel == -2)
                {
                    // Nobody reads the socket any more: no pong, no close
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    break;
                }

                var content = buffer.AsMemory(0, part.Count);
                if (channel < 0 && !content.IsEmpty)
                {
                    channel = content.Span[0];
                    content = content[1..];
                }

                if (channel == EndOfChannel && protocol == ExecProtocols.V5)
                {
                    break;
                }

                await _input.Writer.WriteAsync(content.ToArray(), cancellationToken);
                var isWhole = content.Span.IndexOf((byte)0) >= 0;
                if (isWhole && fault?.When is ExecFaultMoment.AfterInput)
                {
                    socket.Abort();
                    break;
                }

                channel = isWhole && fault?.When is ExecFaultMoment.Mute ? -2 : part.EndOfMessage ? -1 : channel;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The client went away
        }

        await _input.Writer.CompleteAsync();
    }

    private async Task SendAsync(byte channel, ReadOnlyMemory<byte> content)
    {
        var frame = new byte[content.Length + 1];
        frame[0] = channel;
        content.CopyTo(frame.AsMemory(1));
        await _sending.WaitAsync();
        try
        {
            if (fault?.ChunkBytes is { } size)
            {
                await SendInPiecesAsync(frame, size);
            }
            else if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The client went away; the program's end is awaited all the same
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>One message in many small frames.</summary>
    private async Task SendInPiecesAsync(byte[] frame, int size)
    {
        for (var i = 0; i < frame.Length; i += size)
        {
            var length = Math.Min(size, frame.Length - i);
            await socket.SendAsync(frame.AsMemory(i, length), WebSocketMessageType.Binary, i + length == frame.Length, CancellationToken.None);
        }
    }

    private async Task CloseAsync()
    {
        if (fault?.When is ExecFaultMoment.NeverClosed)
        {
            await Task.Delay(TimeSpan.FromMinutes(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
