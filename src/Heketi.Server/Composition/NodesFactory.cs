using Heketi.Core.Nodes;
using Heketi.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.FaultInjection;
using Heketi.Nodes.Mock;
using Heketi.Nodes.Simulation;
using Heketi.Nodes.Transports;
using Heketi.Nodes.Transports.Kubernetes;
using Heketi.Nodes.Transports.Ssh;
using Heketi.Server.Configuration;
using Heketi.Server.Metrics;
using SshSettings = Heketi.Server.Configuration.SshSettings;

namespace Heketi.Server.Composition;

/// <summary>Makes the executor: what reaches the storage nodes.</summary>
internal static class NodesFactory
{
    /// <exception cref="StartFailedException">It cannot be made.</exception>
    public static (IStorageNodes Nodes, IAsyncDisposable? Connections) Create(
        GlusterFsSettings settings, Func<bool>? mayRun, INodeHealth health, ServerMetrics metrics, ILoggerFactory loggers, TimeProvider time)
    {
        var logger = loggers.CreateLogger(typeof(NodesFactory).FullName!);
        switch (settings.Executor)
        {
            case ExecutorKind.Mock:
                logger.LogInformation("Loaded mock executor");
                return (new MockStorageNodes((ulong)settings.MockDeviceGiB), null);
            case ExecutorKind.Ssh:
                var transport = OpenSsh(settings.Ssh, loggers, time);
                logger.LogInformation("Loaded ssh executor");
                return (new CommandStorageNodes(Prepared(transport, mayRun, metrics), settings.Ssh.Commands, time, loggers, health), transport);
            case ExecutorKind.Kubernetes:
                var pods = OpenKubernetes(settings.Kube, loggers, time);
                logger.LogInformation("Loaded kubernetes executor");
                return (new CommandStorageNodes(Prepared(pods.Transport, mayRun, metrics), settings.Kube.Commands, time, loggers, health), pods);
            case ExecutorKind.InjectMock:
                var hosts = new SimulatedHosts((ulong)settings.MockDeviceGiB);
                logger.LogInformation("Loaded inject/mock executor");
                return (Hooked(hosts, settings.Injection, new(), loggers, time), null);
            case ExecutorKind.InjectSsh:
                var hooked = OpenSsh(settings.Ssh, loggers, time);
                logger.LogInformation("Loaded inject/ssh executor");
                var batches = new BatchRunner(Prepared(hooked, mayRun, metrics), settings.Ssh.Commands.Sudo, loggers.CreateLogger<BatchRunner>());
                return (Hooked(new SingleCommandRunner(batches), settings.Injection, settings.Ssh.Commands, loggers, time), hooked);
            default:
                throw new StartFailedException(
                    $"Unable to start application: glusterfs.executor {settings.Executor} is not implemented yet; use ssh or mock");
        }
    }

    /// <summary>Timed, and fenced where another server may take over.</summary>
    private static ICommandTransport Prepared(ICommandTransport transport, Func<bool>? mayRun, ServerMetrics metrics)
    {
        var timed = new ObservedTransport(transport, metrics.Executed);
        return mayRun is null ? timed : new FencedTransport(timed, mayRun);
    }

    private static KubernetesExecutor OpenKubernetes(KubeSettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        try
        {
            var connection = KubernetesConnection.Open(settings.Connection, time);
            return new(connection, new(connection, settings.Connection, time, loggers.CreateLogger<KubernetesTransport>()));
        }
        catch (KubernetesConfigurationException e)
        {
            throw new StartFailedException("Unable to start application: " + e.Message, e);
        }
    }

    /// <summary>Nodes whose commands go one by one, so that hooks see each of them.</summary>
    private static CommandStorageNodes Hooked(
        ICommandRunner commands, InjectionSettings hooks, ExecutorSettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        var hooked = new HookedCommandRunner(commands, hooks, time, Environment.FailFast, loggers.CreateLogger<HookedCommandRunner>());
        return new(new StepwiseBatchRunner(hooked), settings, time, loggers);
    }

    private static SshTransport OpenSsh(SshSettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        try
        {
            return new(settings.Connection, time, loggers.CreateLogger<SshTransport>());
        }
        catch (SshConfigurationException e)
        {
            throw new StartFailedException("Unable to start application: " + e.Message, e);
        }
    }
}
