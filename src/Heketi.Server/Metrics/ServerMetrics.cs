using Heketi.Core.Operations;
using Heketi.Core.Topology;
using Heketi.Server.Mapping;
using Prometheus;

namespace Heketi.Server.Metrics;

/// <summary>What this server counts of itself; the names all begin with <c>heketi_server_</c>.</summary>
public sealed class ServerMetrics : IOperationObserver
{
    private static readonly double[] OperationBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800];
    private static readonly double[] ExecBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly Histogram operations;
    private readonly Histogram execs;

    /// <summary>Makes the families that are counted while things happen.</summary>
    public ServerMetrics()
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        operations = factory.CreateHistogram(
            "heketi_server_operation_seconds",
            "Operations that ended, by kind and outcome (done, failed), and how long they took",
            ["kind", "outcome"],
            new() { Buckets = OperationBuckets });
        execs = factory.CreateHistogram(
            "heketi_server_executor_seconds",
            "Execs on storage nodes by host and outcome (answered, lost), and how long they took",
            ["host", "outcome"],
            new() { Buckets = ExecBuckets });
        DotNetStats.Register(registry);
    }

    /// <summary>Adds families whose values are looked up when somebody asks.</summary>
    /// <param name="add">Creates the families and says how to fill them.</param>
    public void Extend(Action<MetricFactory, CollectorRegistry> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        add(Prometheus.Metrics.WithCustomRegistry(registry), registry);
    }

    /// <inheritdoc/>
    public void Ended(OperationKind kind, QueuedOutcome outcome, TimeSpan elapsed) =>
        operations.WithLabels(kind.Word(), outcome is QueuedOutcome.Failed ? "failed" : "done").Observe(elapsed.TotalSeconds);

    /// <summary>An exec on a host ended.</summary>
    public void Executed(string host, TimeSpan elapsed, bool answered) =>
        execs.WithLabels(host, answered ? "answered" : "lost").Observe(elapsed.TotalSeconds);

    /// <summary>Writes all families.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellationToken) => registry.CollectAndExportAsTextAsync(output, cancellationToken);
}
