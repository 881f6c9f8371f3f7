using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Heketi.Client.Http;

/// <summary>Says why no answer came, in the words that scripts around the Heketi command line know.</summary>
internal static class ConnectionFailureText
{
    public static string Of(Exception error) => error switch
    {
        HttpRequestException { InnerException: DialException dial } => dial.Message,
        HttpRequestException { InnerException: AuthenticationException tls } => Tls(tls),
        HttpRequestException { InnerException: SocketException socket } => Socket(socket.SocketErrorCode, socket.Message),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "EOF",
        HttpRequestException { InnerException: IOException { InnerException: SocketException socket } } => Socket(socket.SocketErrorCode, socket.Message),
        OperationCanceledException => "no answer in time",
        { InnerException: { } inner } when error is HttpRequestException => $"{error.Message} ({inner.Message})",
        _ => error.Message,
    };

    public static string Socket(SocketError code, string otherwise) => code switch
    {
        SocketError.ConnectionRefused => "connect: connection refused",
        SocketError.HostUnreachable => "connect: no route to host",
        SocketError.NetworkUnreachable => "connect: network is unreachable",
        SocketError.ConnectionReset => "read: connection reset by peer",
        SocketError.TimedOut => "i/o timeout",
        _ => otherwise,
    };

    private static string Tls(AuthenticationException error) => error switch
    {
        CertificateRefusedException refused => refused.Message,
        { InnerException: CertificateRefusedException refused } => refused.Message,
        _ when error.Message.Contains(nameof(SslPolicyErrors.RemoteCertificateNameMismatch), StringComparison.Ordinal) => CertificateTexts.WrongName,
        _ when error.Message.Contains(nameof(SslPolicyErrors.RemoteCertificateChainErrors), StringComparison.Ordinal) => CertificateTexts.UnknownAuthority,
        _ => $"tls: {error.InnerException?.Message ?? error.Message}",
    };
}
