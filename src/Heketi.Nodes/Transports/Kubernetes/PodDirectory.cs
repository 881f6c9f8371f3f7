using System.Collections.Immutable;
using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>
/// Knows the GlusterFS pods: listed once, then watched, so that a lookup costs nothing. While the watch is broken, and when a
/// host has no pod in it, the API server is asked.
/// </summary>
internal sealed class PodDirectory : IAsyncDisposable
{
    /// <summary>Label key of GlusterFS pods in the original's manifests; without daemon set its value is the node's name.</summary>
    public const string LabelKey = "glusterfs-node";

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly KubernetesConnection _connection;
    private readonly KubernetesSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, GlusterPod>? _watched;
    private Task? _watching;

    public PodDirectory(KubernetesConnection connection, KubernetesSettings settings, TimeProvider clock, ILogger logger)
    {
        _connection = connection;
        _settings = settings;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>The pod of the node that is managed as <paramref name="host"/>.</summary>
    /// <exception cref="ExecRefusedException">There is none, or the API server does not say.</exception>
    public async Task<GlusterPod> FindAsync(string host, CancellationToken cancellationToken)
    {
        ImmutableDictionary<string, GlusterPod>? known;
        lock (_lock)
        {
            _watching ??= WatchAsync(_stop.Token);
            known = _watched;
        }

        return (known is null ? null : Choose(known.Values, host))
            ?? Choose(await AskAsync(cancellationToken), host)
            ?? throw new ExecRefusedException(Missing(host)) { IsTransient = false };
    }

    /// <summary>An exec found that this pod is not there: do not offer it again until it is seen anew.</summary>
    public void Forget(GlusterPod pod)
    {
        lock (_lock)
        {
            _watched = _watched?.Remove(pod.Uid);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_watching ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private GlusterPod? Choose(IEnumerable<GlusterPod> pods, string host) => pods
        .Where(pod => pod.IsRunning && Matches(pod, host))
        .OrderByDescending(pod => pod.IsReady)
        .ThenByDescending(pod => pod.Created)
        .FirstOrDefault();

    private bool Matches(GlusterPod pod, string host) =>
        _settings.UsePodNames ? pod.Name == host
        : _settings.GlusterDaemonSet ? pod.Host == host
        : pod.Label == host;

    private string Missing(string host) =>
        _settings.UsePodNames ? $"Unable to find a running pod named {host} in namespace {_connection.Namespace}"
        : _settings.GlusterDaemonSet
            ? $"Unable to find a GlusterFS pod on host {host} with a label key {LabelKey} in namespace {_connection.Namespace}: "
                + "is the host's name the one that kubectl get nodes shows, is it labeled for the daemon set, and does its pod run?"
            : $"No pods with the label '{LabelKey}={host}' were found in namespace {_connection.Namespace}; "
                + "for a daemon set of GlusterFS pods set kubeexec.gluster_daemonset (environment: HEKETI_KUBE_GLUSTER_DAEMONSET)";

    private string? Selector => _settings.UsePodNames ? null : LabelKey;

    private async Task<IEnumerable<GlusterPod>> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await ListAsync(cancellationToken)).Items.Select(GlusterPod.Of);
        }
        catch (HttpOperationException e)
        {
            throw ApiRefusal.Of(e, $"list the pods of namespace {_connection.Namespace}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The client ends a request that takes too long by a cancellation of its own
            throw new ExecRefusedException($"Kubernetes API: {e.Message}", e) { IsTransient = true };
        }
    }

    private Task<V1PodList> ListAsync(CancellationToken cancellationToken) =>
        _connection.Client.CoreV1.ListNamespacedPodAsync(_connection.Namespace, labelSelector: Selector, cancellationToken: cancellationToken);

    /// <summary>List, then watch from there; again whenever the watch ends, after a pause that grows while nothing works.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var pause = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, _clock, cancellationToken);
                var list = await ListAsync(cancellationToken);
                Publish(list.Items.Select(GlusterPod.Of).ToImmutableDictionary(pod => pod.Uid));
                pause = _settings.RetryDelay;
                await FollowAsync(list.Metadata.ResourceVersion, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                pause = pause == TimeSpan.Zero ? _settings.RetryDelay : pause * 2 < LongestPause ? pause * 2 : LongestPause;
                if (e is HttpOperationException { Response.StatusCode: HttpStatusCode.Unauthorized })
                {
                    _connection.ForgetToken();
                }

                _logger.LogWarning("Watching the GlusterFS pods: {Reason}; again in {Pause}", e.Message, pause);
            }

            lock (_lock)
            {
                _watched = null;
            }
        }
    }

    private async Task FollowAsync(string version, CancellationToken cancellationToken)
    {
        var events = _connection.Client.CoreV1.WatchListNamespacedPodAsync(
            _connection.Namespace, labelSelector: Selector, resourceVersion: version, cancellationToken: cancellationToken);
        await foreach (var (kind, pod) in events.WithCancellation(cancellationToken))
        {
            if (kind is WatchEventType.Error)
            {
                return;
            }

            if (kind is not WatchEventType.Bookmark)
            {
                Apply(GlusterPod.Of(pod), isGone: kind is WatchEventType.Deleted);
            }
        }
    }

    private void Apply(GlusterPod pod, bool isGone)
    {
        lock (_lock)
        {
            _watched = isGone ? _watched?.Remove(pod.Uid) : _watched?.SetItem(pod.Uid, pod);
        }
    }

    private void Publish(ImmutableDictionary<string, GlusterPod> pods)
    {
        lock (_lock)
        {
            _watched = pods;
        }
    }
}
