using System.Net;
using System.Net.Sockets;

namespace Heketi.Client.Http;

/// <summary>No connection came about. Names the address that was tried, which the exceptions of .NET leave out.</summary>
internal sealed class DialException : IOException
{
    private DialException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public static DialException At(EndPoint endpoint, SocketException cause) =>
        new($"dial tcp {endpoint}: {ConnectionFailureText.Socket(cause.SocketErrorCode, cause.Message)}", cause);

    public static DialException Lookup(string host, string? nameServer, SocketException cause)
    {
        var server = nameServer is null ? "" : $" on {nameServer}";
        var why = cause.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData ? "no such host" : cause.Message;
        return new DialException($"dial tcp: lookup {host}{server}: {why}", cause);
    }
}
