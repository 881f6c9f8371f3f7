using Heketi.Nodes.Transports.Kubernetes;

namespace Heketi.Server.Composition;

/// <summary>The transport into pods and its way to the API server, closed together.</summary>
internal sealed class KubernetesExecutor(KubernetesConnection connection, KubernetesTransport transport) : IAsyncDisposable
{
    public KubernetesTransport Transport => transport;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        connection.Dispose();
    }
}
