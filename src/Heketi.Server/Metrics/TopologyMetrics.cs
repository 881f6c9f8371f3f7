using System.Text;
using Heketi.Core.Topology;
using Heketi.Server.Mapping;

namespace Heketi.Server.Metrics;

/// <summary>The metric families of Heketi v10, out of the topology in memory.</summary>
internal static class TopologyMetrics
{
    private const double BytesPerKiB = 1024;

    /// <summary>All families, sorted by name.</summary>
    public static string Write(TopologySnapshot topology)
    {
        var blockVolumes = new MetricFamily("heketi_block_volumes_count", "Number of block volumes on cluster");
        var nodes = new MetricFamily("heketi_nodes_count", "Number of nodes on cluster");
        var volumes = new MetricFamily("heketi_volumes_count", "Number of volumes on cluster");
        var devices = new DeviceMetrics();
        foreach (var clusterId in topology.ClusterIds)
        {
            var cluster = MetricFamily.Label("cluster", clusterId);
            blockVolumes.Add(cluster, topology.VisibleBlockVolumes(topology.BlockVolumesOfCluster(clusterId)).Count);
            volumes.Add(cluster, topology.VisibleVolumes(topology.VolumesOfCluster(clusterId)).Count);
            var nodeIds = topology.NodesOfCluster(clusterId);
            nodes.Add(cluster, nodeIds.Count);
            foreach (var id in nodeIds)
            {
                devices.Add(topology, topology.Nodes[id], cluster);
            }
        }

        var output = new StringBuilder();
        blockVolumes.WriteTo(output);
        Single("heketi_cluster_count", "Number of clusters", topology.ClusterIds.Count);
        devices.WriteTo(output);
        nodes.WriteTo(output);
        WriteOperations();
        Single("heketi_up", "Is heketi running?", 1);
        volumes.WriteTo(output);
        return output.ToString();

        void WriteOperations()
        {
            var summary = topology.Operations.ToSummary();
            Single("heketi_operations_failed_count", "Number of Failed Operations", summary.Failed);
            Single("heketi_operations_inFlight_count", "Number of in flight Operations", summary.InFlight);
            Single("heketi_operations_new_count", "Number of New Operations", summary.New);
            Single("heketi_operations_stale_count", "Number of Stale Operations", summary.Stale);
            Single("heketi_operations_total_count", "Total Number of Operations", summary.Total);
        }

        void Single(string name, string help, double value)
        {
            var family = new MetricFamily(name, help);
            family.Add("", value);
            family.WriteTo(output);
        }
    }

    private sealed class DeviceMetrics
    {
        private readonly MetricFamily bricks = new("heketi_device_brick_count", "Number of bricks on device");
        private readonly MetricFamily count = new("heketi_device_count", "Number of devices on host");
        private readonly MetricFamily free = new("heketi_device_free", "Amount of Free space available on the device");
        private readonly MetricFamily freeBytes = new("heketi_device_free_bytes", "Amount of Free space available on the device in bytes");
        private readonly MetricFamily size = new("heketi_device_size", "Total size of the device");
        private readonly MetricFamily sizeBytes = new("heketi_device_size_bytes", "Total size of the device in bytes");
        private readonly MetricFamily used = new("heketi_device_used", "Amount of space used on the device");
        private readonly MetricFamily usedBytes = new("heketi_device_used_bytes", "Amount of space used on the device in bytes");

        public void Add(TopologySnapshot topology, Node node, string cluster)
        {
            var host = MetricFamily.Label("hostname", node.ManageHost);
            var storageHost = MetricFamily.Label("storage_hostname", node.StorageHost);
            var ids = topology.DevicesOfNode(node.Id);
            count.Add($"{cluster},{host},{storageHost}", ids.Count);
            foreach (var id in ids)
            {
                var device = topology.Devices[id];
                var labels = $"{cluster},{MetricFamily.Label("device", device.Name)},{host},{MetricFamily.Label("id", id)}"
                    + $",{MetricFamily.Label("pv_uuid", device.PvUuid)},{storageHost}";
                bricks.Add(labels, topology.BricksOfDevice(id).Count);
                Add(labels, free, freeBytes, device.Storage.FreeKiB);
                Add(labels, size, sizeBytes, device.Storage.TotalKiB);
                Add(labels, used, usedBytes, device.Storage.UsedKiB);
            }
        }

        public void WriteTo(StringBuilder output)
        {
            foreach (var family in (ReadOnlySpan<MetricFamily>)[bricks, count, free, freeBytes, size, sizeBytes, used, usedBytes])
            {
                family.WriteTo(output);
            }
        }

        private static void Add(string labels, MetricFamily kiB, MetricFamily bytes, ulong value)
        {
            kiB.Add(labels, value);
            bytes.Add(labels, value * BytesPerKiB);
        }
    }
}
