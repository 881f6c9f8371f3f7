using System.Net;
using Heketi.Nodes.Transports.Kubernetes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Heketi.Server.Kubernetes;

/// <summary>The Kubernetes secret with the gzipped database, key <c>heketi.db.gz</c> as in the original.</summary>
public sealed class DatabaseSecret(KubernetesConnection api, string name)
{
    /// <summary>Key of the content.</summary>
    public const string Key = "heketi.db.gz";

    /// <summary>What Kubernetes takes in one secret, all keys together.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Name of the secret.</summary>
    public string Name => name;

    /// <summary>The content; null: there is no secret, or it has no such key.</summary>
    /// <exception cref="HttpOperationException">The API server refused.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken) =>
        (await FindAsync(cancellationToken))?.Data?.TryGetValue(Key, out var content) is true ? content : null;

    /// <summary>Writes the content; the rest of the secret (labels, other keys) stays.</summary>
    /// <exception cref="HttpOperationException">The API server refused.</exception>
    public async Task WriteAsync(byte[] content, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } secret)
        {
            secret.Data ??= new Dictionary<string, byte[]>();
            secret.Data[Key] = content;
            await api.Client.CoreV1.ReplaceNamespacedSecretAsync(secret, name, api.Namespace, cancellationToken: cancellationToken);
            return;
        }

        var created = new V1Secret
        {
            Metadata = new()
            {
                Name = name,
                NamespaceProperty = api.Namespace,
                Labels = new Dictionary<string, string> { ["heketi"] = "db", ["glusterfs"] = "heketi-db" },
            },
            Data = new Dictionary<string, byte[]> { [Key] = content },
        };
        await api.Client.CoreV1.CreateNamespacedSecretAsync(created, api.Namespace, cancellationToken: cancellationToken);
    }

    private async Task<V1Secret?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await api.Client.CoreV1.ReadNamespacedSecretAsync(name, api.Namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException e) when (e.Response.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (HttpOperationException e) when (e.Response.StatusCode is HttpStatusCode.Unauthorized)
        {
            api.ForgetToken();
            throw;
        }
    }
}
