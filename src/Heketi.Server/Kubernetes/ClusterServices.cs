using System.Globalization;
using Heketi.Nodes.Transports.Kubernetes;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;
using Heketi.Server.Kubernetes.Events;

namespace Heketi.Server.Kubernetes;

/// <summary>What this server uses of the Kubernetes cluster for itself: a lease, a secret, events; nothing when none is configured.</summary>
public sealed class ClusterServices : IAsyncDisposable
{
    private readonly KubernetesConnection? _api;

    private ClusterServices(KubernetesConnection? api, LeaseHolder? lease, DatabaseSecret? secret, EventWriter? events)
    {
        _api = api;
        Lease = lease;
        Secret = secret;
        Events = events;
    }

    /// <summary>The lease; null: this server is the only one.</summary>
    public LeaseHolder? Lease { get; }

    /// <summary>The secret with the database's backup; null: none is wanted.</summary>
    public DatabaseSecret? Secret { get; }

    /// <summary>Writes events; null: none are wanted.</summary>
    public EventWriter? Events { get; }

    /// <summary>Connects when something is configured that needs the cluster.</summary>
    /// <exception cref="StartFailedException">A lease is configured and there is no way to the API server.</exception>
    public static ClusterServices Open(ServerSettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(loggers);
        if (settings.LeaseName.Length == 0 && !settings.BackupToKubeSecret && !settings.KubeEvents)
        {
            return new(null, null, null, null);
        }

        try
        {
            var api = KubernetesConnection.Open(settings.GlusterFs.Kube.Connection, time);
            var lease = settings.LeaseName.Length == 0 ? null : new LeaseHolder(
                api,
                new() { Name = settings.LeaseName, Identity = Identity(), Duration = settings.LeaseDuration },
                time,
                loggers.CreateLogger<LeaseHolder>());
            return new(
                api,
                lease,
                settings.BackupToKubeSecret ? new(api, settings.KubeSecretName) : null,
                settings.KubeEvents ? new(api, time, loggers.CreateLogger<EventWriter>()) : null);
        }
        catch (KubernetesConfigurationException e) when (settings.LeaseName.Length == 0)
        {
            // As the original: the backup is made only where a cluster is
            loggers.CreateLogger<ClusterServices>().LogError(
                "{Key} is set, but there is {Missing}: {Reason}",
                settings.BackupToKubeSecret ? "backup_db_to_kube_secret" : "kube_events",
                settings.BackupToKubeSecret ? "no backup" : "no way to write events",
                e.Message);
            return new(null, null, null, null);
        }
        catch (KubernetesConfigurationException e)
        {
            throw new StartFailedException($"Unable to start application: kube_lease {settings.LeaseName}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Lease is not null)
        {
            await Lease.DisposeAsync();
        }

        Events?.Dispose();
        _api?.Dispose();
    }

    /// <summary>A pod's name comes back with every restart of its container, so it alone would not do.</summary>
    private static string Identity() => string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}_{Environment.ProcessId}_{Guid.NewGuid():N}");
}
