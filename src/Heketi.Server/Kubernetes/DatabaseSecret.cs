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

    /// <summary>Annotation with the copy of the database that the content was taken from.</summary>
    public const string CopyAnnotation = "heketi-database-copy";

    /// <summary>Annotation with the first revision that the content lacks.</summary>
    public const string MissedAnnotation = "heketi-missed-revision";

    /// <summary>What Kubernetes takes in one secret, all keys together.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Name of the secret.</summary>
    public string Name => name;

    /// <summary>The content; null: there is no secret, or it has no such key.</summary>
    /// <exception cref="HttpOperationException">The API server refused.</exception>
    public async Task<DatabaseBackup?> ReadAsync(CancellationToken cancellationToken)
    {
        var secret = await FindAsync(cancellationToken);
        return secret?.Data?.TryGetValue(Key, out var content) is not true ? null : new()
        {
            Content = content,
            CopyId = secret.GetAnnotation(CopyAnnotation),
            MissedRevision = secret.GetAnnotation(MissedAnnotation),
        };
    }

    /// <summary>Writes the content; the rest of the secret (labels, other keys) stays.</summary>
    /// <param name="content">The gzipped database.</param>
    /// <param name="copyId">Which copy of the database it is (<see cref="DatabaseCopy"/>).</param>
    /// <param name="mayWrite">
    /// Asked between reading and writing. A server that is paused after that is refused: the secret has another version then.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it was written; not when <paramref name="mayWrite"/> said no.</returns>
    /// <exception cref="HttpOperationException">The API server refused.</exception>
    public async Task<bool> WriteAsync(byte[] content, string copyId, Func<bool> mayWrite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mayWrite);
        var found = await FindAsync(cancellationToken);
        if (!mayWrite())
        {
            return false;
        }

        if (found is { } secret)
        {
            secret.Data ??= new Dictionary<string, byte[]>();
            secret.Data[Key] = content;
            secret.SetAnnotation(CopyAnnotation, copyId);
            secret.SetAnnotation(MissedAnnotation, null);
            await api.Client.CoreV1.ReplaceNamespacedSecretAsync(secret, name, api.Namespace, cancellationToken: cancellationToken);
            return true;
        }

        var created = new V1Secret
        {
            Metadata = new()
            {
                Name = name,
                NamespaceProperty = api.Namespace,
                Annotations = new Dictionary<string, string> { [CopyAnnotation] = copyId },
                Labels = new Dictionary<string, string> { ["heketi"] = "db", ["glusterfs"] = "heketi-db" },
            },
            Data = new Dictionary<string, byte[]> { [Key] = content },
        };
        await api.Client.CoreV1.CreateNamespacedSecretAsync(created, api.Namespace, cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>Notes that the content lacks what came since: it is not to be restored as if it were whole. Without a content nothing is noted.</summary>
    /// <param name="revision">The first revision that it lacks; one that is noted already stays.</param>
    /// <param name="mayWrite">As in <see cref="WriteAsync"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="HttpOperationException">The API server refused.</exception>
    public async Task MarkMissedAsync(string revision, Func<bool> mayWrite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mayWrite);
        if (await FindAsync(cancellationToken) is { } secret && secret.Data?.ContainsKey(Key) is true
            && secret.GetAnnotation(MissedAnnotation) is null && mayWrite())
        {
            secret.SetAnnotation(MissedAnnotation, revision);
            await api.Client.CoreV1.ReplaceNamespacedSecretAsync(secret, name, api.Namespace, cancellationToken: cancellationToken);
        }
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
