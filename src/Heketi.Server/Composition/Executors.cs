using Heketi.Nodes;
using Heketi.Nodes.Mock;
using Heketi.Nodes.Transports.Ssh;
using Heketi.Server.Configuration;

namespace Heketi.Server.Composition;

/// <summary>Builds the executor that the configuration names.</summary>
internal static class Executors
{
    /// <exception cref="StartFailedException">Its settings cannot be used, or it is not there yet.</exception>
    public static Executor Create(GlusterFsSettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        switch (settings.Executor)
        {
            case ExecutorKind.Mock:
                return new(new MockStorageNodes((ulong)settings.MockDeviceGiB));
            case ExecutorKind.Ssh:
                try
                {
                    var transport = new SshTransport(settings.Ssh.Connection, time, loggers.CreateLogger<SshTransport>());
                    return new(new CommandStorageNodes(transport, settings.Ssh.Commands, time, loggers), transport);
                }
                catch (SshConfigurationException e)
                {
                    throw new StartFailedException(e.Message, e);
                }

            default:
                throw new StartFailedException(
                    $"glusterfs.executor: {settings.Executor} is not implemented yet; ssh and mock are (environment: HEKETI_EXECUTOR)");
        }
    }
}
