using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Heketi.Nodes.Transports.Kubernetes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Heketi.Server.Kubernetes.Events;

/// <summary>
/// Writes events about this server's pod, in the background. The same event again within ten minutes is counted in the one that is
/// there; more than <see cref="PerMinute"/> writes in a minute, and what the API server refuses, are left out and logged.
/// </summary>
public sealed class EventWriter(KubernetesConnection api, TimeProvider time, ILogger<EventWriter> logger) : BackgroundService, IClusterEvents
{
    /// <summary>How many writes a minute may have.</summary>
    public const int PerMinute = 20;

    private const int MaxWaiting = 100;
    private const int MaxMessage = 1024;
    private static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(10);

    private readonly Channel<ClusterEvent> _waiting = Channel.CreateBounded<ClusterEvent>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Dictionary<ClusterEvent, (Corev1Event Written, long At)> _recent = [];
    private readonly Queue<long> _writes = new();
    private V1ObjectReference? _pod;
    private int _leftOut;
    private HttpStatusCode _refusal;

    /// <inheritdoc/>
    public void Tell(ClusterEvent happened) => _waiting.Writer.TryWrite(happened);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var happened in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await TryAsync(happened, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What waits is left out: the log has it
        }
    }

    private async Task TryAsync(ClusterEvent happened, CancellationToken cancellationToken)
    {
        if (!MayWrite())
        {
            _leftOut++;
            return;
        }

        if (_leftOut > 0)
        {
            logger.LogWarning("{Count} Kubernetes events were left out: more than {Limit} in a minute", _leftOut, PerMinute);
            _leftOut = 0;
        }

        using var limit = new CancellationTokenSource(RequestLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await WriteAsync(happened, either.Token);
            _refusal = default;
        }
        catch (HttpOperationException e)
        {
            NoteRefusal(happened, e);
        }
#pragma warning disable CA1031 // an event that cannot be written must not harm the server
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogWarning("Kubernetes event {Reason} is left out: {Error}", happened.Reason, e.Message);
        }
    }

    /// <summary>Told once until it changes: a role without events refuses every one.</summary>
    private void NoteRefusal(ClusterEvent happened, HttpOperationException e)
    {
        if (e.Response.StatusCode is HttpStatusCode.Unauthorized)
        {
            api.ForgetToken();
        }

        if (_refusal != e.Response.StatusCode)
        {
            logger.LogWarning(
                "Kubernetes event {Reason} is left out: {Status} {Error}; the service account needs create and patch on events",
                happened.Reason, e.Response.StatusCode, e.Response.Content);
        }

        _refusal = e.Response.StatusCode;
    }

    private bool MayWrite()
    {
        while (_writes.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= TimeSpan.FromMinutes(1))
        {
            _writes.Dequeue();
        }

        if (_writes.Count >= PerMinute)
        {
            return false;
        }

        _writes.Enqueue(time.GetTimestamp());
        return true;
    }

    private async Task WriteAsync(ClusterEvent happened, CancellationToken cancellationToken)
    {
        foreach (var old in _recent.Where(entry => time.GetElapsedTime(entry.Value.At) >= SameWithin).Select(entry => entry.Key).ToList())
        {
            _recent.Remove(old);
        }

        if (_recent.TryGetValue(happened, out var before) && await CountAsync(before.Written, cancellationToken))
        {
            return;
        }

        _pod ??= await PodAsync(cancellationToken);
        var written = await api.Client.CoreV1.CreateNamespacedEventAsync(New(happened, _pod), api.Namespace, cancellationToken: cancellationToken);
        _recent[happened] = (written, time.GetTimestamp());
    }

    /// <summary>One more of the same.</summary>
    /// <returns>False: Kubernetes has forgotten it, as it does after an hour.</returns>
    private async Task<bool> CountAsync(Corev1Event written, CancellationToken cancellationToken)
    {
        var count = (written.Count ?? 1) + 1;
        var patch = new JsonObject
        {
            ["count"] = count,
            ["lastTimestamp"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        try
        {
            await api.Client.CoreV1.PatchNamespacedEventAsync(
                new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch), written.Metadata.Name, api.Namespace, cancellationToken: cancellationToken);
            written.Count = count;
            return true;
        }
        catch (HttpOperationException e) when (e.Response.StatusCode is HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>This server's pod. Its uid is what <c>kubectl describe pod</c> finds events by; without it the event is written all the same.</summary>
    private async Task<V1ObjectReference> PodAsync(CancellationToken cancellationToken)
    {
        var reference = new V1ObjectReference { ApiVersion = "v1", Kind = "Pod", Name = Environment.MachineName, NamespaceProperty = api.Namespace };
        try
        {
            reference.Uid = (await api.Client.CoreV1.ReadNamespacedPodAsync(reference.Name, api.Namespace, cancellationToken: cancellationToken)).Metadata.Uid;
        }
        catch (HttpOperationException e)
        {
            logger.LogDebug("Pod {Pod} of this server: {Error}", reference.Name, e.Response.Content);
        }

        return reference;
    }

    private Corev1Event New(ClusterEvent happened, V1ObjectReference pod)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new()
        {
            Metadata = new() { Name = $"heketi.{Guid.NewGuid():N}", NamespaceProperty = api.Namespace },
            InvolvedObject = pod,
            Type = happened.IsWarning ? "Warning" : "Normal",
            Reason = happened.Reason,
            Message = happened.Message.Length > MaxMessage ? happened.Message[..(MaxMessage - 3)] + "..." : happened.Message,
            Source = new() { Component = "heketi", Host = Environment.MachineName },
            ReportingComponent = "heketi",
            ReportingInstance = Environment.MachineName,
            FirstTimestamp = now,
            LastTimestamp = now,
            Count = 1,
        };
    }
}
