using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Heketi.Conformance.Http;

/// <summary>HTTP/1.1 over a plain socket, so that nothing is tidied up on the way: one connection per request.</summary>
public sealed class RawHttpClient(Func<IPEndPoint> server)
{
    public async Task<RawResponse> SendAsync(RawRequest request, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (request.Source is not null)
        {
            socket.Bind(new IPEndPoint(request.Source, 0));
        }

        await socket.ConnectAsync(server(), cancellationToken);
        await using var stream = new NetworkStream(socket);
        var sending = WriteAsync(stream, request, cancellationToken);
        var response = await ReadAsync(new BufferedStream(stream, 16384), request.Method == "HEAD", cancellationToken);
        await sending;
        return response;
    }

    private async Task WriteAsync(NetworkStream stream, RawRequest request, CancellationToken cancellationToken)
    {
        var chunked = request.Headers.Any(header => header.Key == "Transfer-Encoding");
        var head = new StringBuilder($"{request.Method} {request.Target} HTTP/1.1\r\nHost: {server()}\r\n");
        foreach (var (name, value) in request.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (!chunked && (request.Body is not null || request.Method is "POST" or "PUT" or "PATCH"))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {request.Body?.Length ?? 0}\r\n");
        }

        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), cancellationToken);
            await stream.WriteAsync(chunked ? Chunked(request.Body ?? []) : request.Body ?? [], cancellationToken);
        }
        catch (IOException)
        {
            // A server may answer and close before it has read a large body; the answer counts.
        }
    }

    private static byte[] Chunked(byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];

    private static async Task<RawResponse> ReadAsync(BufferedStream stream, bool isHead, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = int.Parse((await ReadLineAsync(stream, cancellationToken)).Split(' ')[1], CultureInfo.InvariantCulture);
            var headers = new List<KeyValuePair<string, string>>();
            while (await ReadLineAsync(stream, cancellationToken) is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
            }

            if (status >= 200)
            {
                var response = new RawResponse(status, headers, []);
                return isHead || status is 204 or 304 ? response : response with { Body = await ReadBodyAsync(stream, response, cancellationToken) };
            }
        }
    }

    private static async Task<byte[]> ReadBodyAsync(BufferedStream stream, RawResponse head, CancellationToken cancellationToken)
    {
        if (head.Header("Content-Length") is { } length)
        {
            return await ReadExactlyAsync(stream, int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        }

        var body = new MemoryStream();
        if (head.Header("Transfer-Encoding") is null)
        {
            await stream.CopyToAsync(body, cancellationToken);
            return body.ToArray();
        }

        while (int.Parse(await ReadLineAsync(stream, cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            body.Write(await ReadExactlyAsync(stream, size, cancellationToken));
            await ReadLineAsync(stream, cancellationToken);
        }

        await ReadLineAsync(stream, cancellationToken);
        return body.ToArray();
    }

    private static async Task<byte[]> ReadExactlyAsync(BufferedStream stream, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
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
