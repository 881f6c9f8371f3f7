using Heketi.Server.Configuration;
using Heketi.Server.Kubernetes;

namespace Heketi.Server.Composition;

/// <summary>Opens the database and builds the operations.</summary>
public interface IStorageFactory
{
    /// <summary>Opens what the settings ask for.</summary>
    /// <exception cref="StartFailedException">It cannot be opened; the message says why and what to do.</exception>
    /// <param name="settings">Settings.</param>
    /// <param name="cluster">The lease that is held and the secret that backs the database up, where there are such.</param>
    /// <param name="loggers">Loggers.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    Task<StorageParts> OpenAsync(
        ServerSettings settings, ClusterServices cluster, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken);
}
