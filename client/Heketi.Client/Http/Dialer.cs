using System.Net;
using System.Net.Sockets;

namespace Heketi.Client.Http;

/// <summary>Connects to the first address of a host that answers, and says which one did not.</summary>
internal static class Dialer
{
    private const string ResolverConfiguration = "/etc/resolv.conf";

    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        DialException? first = null;
        foreach (var address in await AddressesAsync(host, cancellationToken).ConfigureAwait(false))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                first ??= DialException.At(new IPEndPoint(address, port), e);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw first ?? DialException.Lookup(host, null, new SocketException((int)SocketError.NoData));
    }

    /// <summary>IPv4 first: that is the address the errors of the original name.</summary>
    private static async Task<IEnumerable<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return addresses.OrderBy(address => address.AddressFamily is AddressFamily.InterNetwork ? 0 : 1);
        }
        catch (SocketException e)
        {
            throw DialException.Lookup(host, await NameServerAsync(cancellationToken).ConfigureAwait(false), e);
        }
    }

    private static async Task<string?> NameServerAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(ResolverConfiguration))
        {
            return null;
        }

        var lines = await File.ReadAllLinesAsync(ResolverConfiguration, cancellationToken).ConfigureAwait(false);
        return lines
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..] && IPAddress.TryParse(words[1], out _))
            .Select(words => new IPEndPoint(IPAddress.Parse(words[1]), 53).ToString())
            .FirstOrDefault();
    }
}
