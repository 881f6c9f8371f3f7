using System.Text;
using Heketi.Core.Topology;
using Heketi.LiteDb;
using Heketi.Server.Composition;
using Heketi.Server.Http;
using Prometheus;

namespace Heketi.Server.Metrics;

/// <summary><c>/metrics</c>: the families of Heketi v10, then our own. Needs no token (Heketi API).</summary>
public sealed class MetricsEndpoint
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    private readonly StorageParts parts;
    private volatile Cached? newest;

    /// <summary>Adds the families that are looked up in <paramref name="parts"/>.</summary>
    public MetricsEndpoint(StorageParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        this.parts = parts;
        parts.Metrics.Extend(AddGauges);
    }

    /// <summary>Answers.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var body = new MemoryStream();
        body.Write(TopologyText());
        await parts.Metrics.WriteAsync(body, context.RequestAborted);
        await Answers.BytesAsync(context, ContentType, body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    /// <summary>Made anew only when something changed.</summary>
    private byte[] TopologyText()
    {
        var topology = parts.Store.Snapshot;
        if (newest is { } known && ReferenceEquals(known.Topology, topology))
        {
            return known.Text;
        }

        var made = new Cached(topology, Encoding.UTF8.GetBytes(TopologyMetrics.Write(topology)));
        newest = made;
        return made.Text;
    }

    private void AddGauges(MetricFactory factory, CollectorRegistry registry)
    {
        var running = factory.CreateGauge("heketi_server_operations_running", "Operations that run now");
        var waiting = factory.CreateGauge("heketi_server_operations_waiting", "Operations that wait for a slot now");
        var revision = factory.CreateCounter("heketi_server_store_changes_total", "Changes of the database since it was made");
        var commits = factory.CreateCounter("heketi_server_store_commits_total", "Durable writes of the database since the start");
        var records = factory.CreateCounter("heketi_server_store_records_total", "Records put or removed by them");
        var seconds = factory.CreateCounter("heketi_server_store_commit_seconds_total", "Time spent in them");
        var failed = factory.CreateGauge("heketi_server_store_failed", "1 when the database takes no changes any more until a restart");
        var nodes = factory.CreateGauge("heketi_server_node_up", "1 when the node's glusterd answered the last look at it", ["id", "hostname"]);
        registry.AddBeforeCollectCallback(() =>
        {
            LookAtNodes(nodes);
            var load = parts.Load();
            running.Set(load.Running);
            waiting.Set(load.Waiting);
            revision.IncTo(parts.Store.Snapshot.Revision);
            if (parts.Store is LiteDbTopologyStore store)
            {
                failed.Set(store.Failure is null ? 0 : 1);
                commits.IncTo(store.Statistics?.Commits ?? 0);
                records.IncTo(store.Statistics?.Documents ?? 0);
                seconds.IncTo(store.Statistics?.Time.TotalSeconds ?? 0);
            }
        });
    }

    private void LookAtNodes(Gauge gauge)
    {
        var topology = parts.Store.Snapshot;
        foreach (var gone in gauge.GetAllLabelValues().Where(labels => topology.Nodes.Find(labels[0])?.ManageHost != labels[1]).ToList())
        {
            gauge.RemoveLabelled(gone);
        }

        foreach (var node in topology.Nodes)
        {
            gauge.WithLabels(node.Id, node.ManageHost).Set(parts.Health.IsDown(node.Id) ? 0 : 1);
        }
    }

    private sealed record Cached(TopologySnapshot Topology, byte[] Text);
}
