using Heketi.Server.Configuration;

namespace Heketi.Server.Composition;

/// <summary>Opens the database and builds the operations.</summary>
public interface IStorageFactory
{
    /// <summary>Opens what the settings ask for.</summary>
    /// <exception cref="StartFailedException">It cannot be opened; the message says why and what to do.</exception>
    Task<StorageParts> OpenAsync(ServerSettings settings, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken);
}
