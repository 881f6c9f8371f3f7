using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Heketi.FuzzTests.Http;

/// <summary>Sends bytes as they are, one connection for each request: no library would send what is sent here.</summary>
public sealed class RawClient(int port)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends the bytes of a request and reads to the end of the connection; null when there is no HTTP answer.</summary>
    public async Task<RawAnswer?> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        var stream = client.GetStream();
        var sending = WriteAsync(stream, request, limit.Token);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // The server answers what is too large without reading all of it, and closes
        }

        await sending;
        return Parse(answer.ToArray());
    }

    private static async Task WriteAsync(NetworkStream stream, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
        }
        catch (IOException)
        {
            // The server closed before it had read everything; its answer tells why
        }
    }

    private static RawAnswer? Parse(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end > 12 && text.StartsWith("HTTP/1.", StringComparison.Ordinal)
            ? new(int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text[..end], Body(text[..end], text[(end + 4)..]))
            : null;
    }

    private static string Body(string head, string body)
    {
        if (!head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }

        // Good enough for reading: the length of the first chunk is left out, those of others stay in
        var line = body.IndexOf("\r\n", StringComparison.Ordinal);
        return line < 0 ? body : body[(line + 2)..];
    }
}
