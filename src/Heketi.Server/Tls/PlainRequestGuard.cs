using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Heketi.Server.Tls;

/// <summary>Tells clients that speak plain HTTP to a TLS port so, in words (as Go's HTTP library does).</summary>
internal static class PlainRequestGuard
{
    private static readonly byte[] Answer =
        "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"u8.ToArray();

    /// <summary>Looks at the first byte of each connection: a handshake begins with 22, a request with a capital letter.</summary>
    public static void Use(ListenOptions listen) => listen.Use(next => async connection =>
    {
        var input = connection.Transport.Input;
        ReadResult result;
        try
        {
            result = await input.ReadAsync(connection.ConnectionClosed);
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionResetException)
        {
            return;
        }

        var isPlain = !result.Buffer.IsEmpty && char.IsAsciiLetterUpper((char)result.Buffer.FirstSpan[0]);
        if (!isPlain)
        {
            input.AdvanceTo(result.Buffer.Start);
            await next(connection);
            return;
        }

        input.AdvanceTo(result.Buffer.End);
        await connection.Transport.Output.WriteAsync(Answer);
        await connection.Transport.Output.CompleteAsync();
    });
}
