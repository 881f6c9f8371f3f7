using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>
/// Opens execs: a WebSocket by an HTTP/1.1 upgrade through the typed client's own connections, so that its certificates and
/// tokens count and a refusal's body can be read (ClientWebSocket hides it).
/// </summary>
internal sealed class ExecOpener(KubernetesConnection connection, KubernetesSettings settings)
{
    /// <summary>Protocol whose end of stdin can be told; Kubernetes since 1.29.</summary>
    public const string V5 = "v5.channel.k8s.io";

    /// <summary>Protocol with a status object at the end.</summary>
    public const string V4 = "v4.channel.k8s.io";

    /// <summary>RFC 6455, 4.2.2.</summary>
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Opens an exec of a program in <paramref name="pod"/>; the program waits for its stdin.</summary>
    /// <exception cref="ExecRefusedException">It was not opened.</exception>
    public async Task<ExecSession> OpenAsync(GlusterPod pod, IReadOnlyList<string> program, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.ConnectTimeout);
        try
        {
            return await UpgradeAsync(pod, program, limit.Token);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ExecRefusedException($"Kubernetes API: no exec into pod {pod.Name} within {settings.ConnectTimeout.TotalSeconds:0} s", e) { IsTransient = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ExecRefusedException($"Kubernetes API: {e.Message}", e) { IsTransient = true };
        }
    }

    private async Task<ExecSession> UpgradeAsync(GlusterPod pod, IReadOnlyList<string> program, CancellationToken cancellationToken)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        using var request = Request(pod, program, key);
        if (connection.Client.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }

        var response = await connection.Client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            if (response.StatusCode is not HttpStatusCode.SwitchingProtocols)
            {
                throw await ApiRefusal.OfAsync(response, pod, connection.Namespace, cancellationToken);
            }

            var protocol = Agreed(response, key);
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions
            {
                IsServer = false,
                SubProtocol = protocol,
                KeepAliveInterval = settings.KeepAliveInterval,
                KeepAliveTimeout = settings.KeepAliveTimeout,
            });
            return new(socket, response);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private HttpRequestMessage Request(GlusterPod pod, IReadOnlyList<string> program, string key)
    {
        var query = new StringBuilder("stdin=true&stdout=true&stderr=true&tty=false");
        query.Append(pod.Container.Length > 0 ? "&container=" + Uri.EscapeDataString(pod.Container) : "");
        foreach (var word in program)
        {
            query.Append("&command=").Append(Uri.EscapeDataString(word));
        }

        var path = $"api/v1/namespaces/{Uri.EscapeDataString(connection.Namespace)}/pods/{Uri.EscapeDataString(pod.Name)}/exec?{query}";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(BaseAddress(), path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", key);
        // A server that does not know v5 refuses an offer of v5 alone with a bare 403
        request.Headers.Add("Sec-WebSocket-Protocol", $"{V5}, {V4}");
        return request;
    }

    private Uri BaseAddress()
    {
        var address = connection.Client.BaseUri;
        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address + "/");
    }

    private static string Agreed(HttpResponseMessage response, string key)
    {
#pragma warning disable CA5350 // The handshake of RFC 6455 is made with SHA-1
        var expected = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));
#pragma warning restore CA5350
        var accepted = response.Headers.TryGetValues("Sec-WebSocket-Accept", out var accepts) ? accepts.FirstOrDefault() : null;
        var protocol = response.Headers.TryGetValues("Sec-WebSocket-Protocol", out var protocols) ? protocols.FirstOrDefault() : null;
        if (accepted != expected || protocol is not (V4 or V5))
        {
            var text = $"Kubernetes API: the exec's WebSocket was not opened as asked (protocol {protocol ?? "none"}); is there a proxy between?";
            throw new ExecRefusedException(text) { IsTransient = false };
        }

        return protocol;
    }
}
