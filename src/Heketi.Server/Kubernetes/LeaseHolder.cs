using System.Net;
using Heketi.Nodes.Transports.Kubernetes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Heketi.Server.Kubernetes;

/// <summary>
/// Gets a Lease, keeps it and knows at any moment whether it still holds it: by its own clock from the beginning of the last
/// renewal, never by asking. Another server takes a lease over when it has seen it unchanged for its whole duration, which is
/// later than the holder stops to trust it.
/// </summary>
public sealed class LeaseHolder : IAsyncDisposable
{
    private readonly KubernetesConnection _api;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private long _renewedAt;
    private int _isHeld;
    private Task _renewing = Task.CompletedTask;
    private (string Version, long SeenAt)? _other;

    /// <summary>A holder that holds nothing yet.</summary>
    public LeaseHolder(KubernetesConnection api, LeaseOptions options, TimeProvider clock, ILogger<LeaseHolder> logger)
    {
        _api = api;
        _options = options;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>This server is the one that may write, now.</summary>
    public bool IsHeld => Volatile.Read(ref _isHeld) == 1 && _clock.GetElapsedTime(Volatile.Read(ref _renewedAt)) < _options.Trust;

    /// <summary>Cancelled when the lease was held and is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Who holds it as far as was seen last; empty: nobody.</summary>
    public string Holder { get; private set; } = "";

    /// <summary>Waits until this server holds the lease, then renews it in the background.</summary>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        _logger.LogInformation("Waiting for the lease {Namespace}/{Name} as {Identity}", _api.Namespace, _options.Name, _options.Identity);
        while (!await TryAsync(AcquireOnceAsync, cancellationToken))
        {
            await Task.Delay(_options.RetryInterval, _clock, cancellationToken);
        }

        _logger.LogInformation("Holding the lease {Namespace}/{Name}", _api.Namespace, _options.Name);
        _renewing = RenewAsync(_stop.Token);
    }

    /// <summary>Stops renewing and gives the lease back, so that the next holder need not wait.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsHeld)
        {
            Volatile.Write(ref _isHeld, 0);
            await TryAsync(ReleaseAsync, CancellationToken.None);
        }

        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var pause = _options.RenewInterval;
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(pause, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (!IsHeld)
            {
                break;
            }

            var isRenewed = await TryAsync(AcquireOnceAsync, CancellationToken.None);
            pause = isRenewed ? _options.RenewInterval : _options.RetryInterval;
            if (!isRenewed && Holder != _options.Identity)
            {
                break;
            }
        }

        Volatile.Write(ref _isHeld, 0);
        _logger.LogCritical(
            "The lease {Namespace}/{Name} is lost (holder: {Holder}); this server stops, another one may have taken over",
            _api.Namespace, _options.Name, Holder);
        await _lost.CancelAsync();
    }

    /// <summary>A failed try is a no: the API server is away, or another server was faster.</summary>
    private async Task<bool> TryAsync(Func<CancellationToken, Task<bool>> attempt, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.RenewInterval, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await attempt(both.Token);
        }
        catch (HttpOperationException e)
        {
            if (e.Response.StatusCode is HttpStatusCode.Unauthorized)
            {
                _api.ForgetToken();
            }

            if (e.Response.StatusCode is not HttpStatusCode.Conflict)
            {
                _logger.LogWarning("Lease {Name}: {Status} {Reason}", _options.Name, e.Response.StatusCode, e.Response.Content);
            }

            return false;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            _logger.LogWarning("Lease {Name}: {Reason}", _options.Name, e.Message);
            return false;
        }
    }

    /// <summary>Gets or renews it. The write carries the version that was read, so that of two servers one is refused.</summary>
    private async Task<bool> AcquireOnceAsync(CancellationToken cancellationToken)
    {
        var begin = _clock.GetTimestamp();
        var lease = await ReadAsync(cancellationToken);
        if (lease is null)
        {
            await _api.Client.CoordinationV1.CreateNamespacedLeaseAsync(Renewed(new(), isNew: true), _api.Namespace, cancellationToken: cancellationToken);
        }
        else if (IsOthers(lease))
        {
            return false;
        }
        else
        {
            var isNew = lease.Spec?.HolderIdentity != _options.Identity;
            await _api.Client.CoordinationV1.ReplaceNamespacedLeaseAsync(
                Renewed(lease, isNew), _options.Name, _api.Namespace, cancellationToken: cancellationToken);
        }

        Holder = _options.Identity;
        Volatile.Write(ref _renewedAt, begin);
        Volatile.Write(ref _isHeld, 1);
        return true;
    }

    private async Task<V1Lease?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _api.Client.CoordinationV1.ReadNamespacedLeaseAsync(_options.Name, _api.Namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException e) when (e.Response.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Somebody else holds it, and was seen to renew it within its duration by this server's own clock.</summary>
    private bool IsOthers(V1Lease lease)
    {
        Holder = lease.Spec?.HolderIdentity ?? "";
        if (Holder.Length == 0 || Holder == _options.Identity)
        {
            return false;
        }

        if (_other?.Version != lease.Metadata.ResourceVersion)
        {
            _other = (lease.Metadata.ResourceVersion, _clock.GetTimestamp());
            return true;
        }

        var duration = lease.Spec?.LeaseDurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : _options.Duration;
        return _clock.GetElapsedTime(_other.Value.SeenAt) < duration;
    }

    private V1Lease Renewed(V1Lease lease, bool isNew)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        lease.Metadata ??= new() { Name = _options.Name, NamespaceProperty = _api.Namespace };
        lease.Spec ??= new();
        lease.Spec.AcquireTime = isNew ? now : lease.Spec.AcquireTime ?? now;
        lease.Spec.LeaseTransitions = (lease.Spec.LeaseTransitions ?? 0) + (isNew ? 1 : 0);
        lease.Spec.HolderIdentity = _options.Identity;
        lease.Spec.LeaseDurationSeconds = (int)Math.Ceiling(_options.Duration.TotalSeconds);
        lease.Spec.RenewTime = now;
        return lease;
    }

    private async Task<bool> ReleaseAsync(CancellationToken cancellationToken)
    {
        var lease = await ReadAsync(cancellationToken);
        if (lease?.Spec?.HolderIdentity == _options.Identity)
        {
            lease.Spec.HolderIdentity = "";
            await _api.Client.CoordinationV1.ReplaceNamespacedLeaseAsync(lease, _options.Name, _api.Namespace, cancellationToken: cancellationToken);
        }

        return true;
    }
}
