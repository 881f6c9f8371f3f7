using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Heketi.Contracts.Json;
using Heketi.Core.Nodes.Inspection;
using Heketi.Core.Operations.Examination;
using Heketi.Core.Topology;
using Heketi.Migration.Conversion;
using Heketi.Migration.Export;

namespace Heketi.Server.Examination;

/// <summary>
/// An examination as JSON: the document of Heketi v10, and where something differs the list <c>findings</c> at its end. One newline
/// at the end, four blanks an indentation.
/// </summary>
internal static class ExaminationJson
{
    /// <summary>Writes it.</summary>
    public static ReadOnlyMemory<byte> Write(StateExamination examination)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(
            output, new JsonWriterOptions { Encoder = GoJsonEncoder.Instance, Indented = true, IndentSize = 4, SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("heketidb");
            ExportJson.Write(TopologyExport.From(examination.Topology), writer);
            GoList.Write(writer, "report", examination.Report, (w, line) => w.WriteStringValue(line));
            GoList.Write(writer, "clusters", examination.Clusters, Cluster);
            if (!examination.Findings.IsEmpty)
            {
                GoList.Write(writer, "findings", examination.Findings, Finding);
            }

            writer.WriteEndObject();
        }

        output.Write("\n"u8);
        return output.WrittenMemory;
    }

    private static void Cluster(Utf8JsonWriter writer, ClusterExamination cluster)
    {
        writer.WriteStartObject();
        writer.WriteString("ClusterHeketiID", cluster.ClusterId);
        GoList.Write(writer, "NodesData", cluster.Nodes, Node);
        writer.WriteEndObject();
    }

    private static void Node(Utf8JsonWriter writer, NodeInspection node)
    {
        writer.WriteStartObject();
        writer.WriteString("NodeHeketiID", node.NodeId);
        InspectedVolumeJson.Write(writer, "VolumeInfo", node.Volumes);
        Lvm(writer, "LVMPVInfo", "pv", node.PhysicalVolumes);
        Lvm(writer, "LVMVGInfo", "vg", node.VolumeGroups);
        Lvm(writer, "LVMLVInfo", "lv", node.LogicalVolumes);
        writer.WriteStartObject("BricksMountStatus");
        var mounted = (node.Mounts ?? []).Select(mount => mount.MountPoint).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<FileSystemEntry> bricks =
            [.. (node.Fstab ?? []).Where(entry => entry.MountPoint.StartsWith(Brick.MountRoot, StringComparison.Ordinal))];
        GoList.Write(writer, "Statuses", bricks, (w, entry) => MountStatus(w, entry, mounted.Contains(entry.MountPoint)));
        writer.WriteEndObject();
        ImmutableArray<string> blocks = [.. node.BlockVolumes.Values.SelectMany(names => names)];
        GoList.Write(writer, "BlockVolumeNames", blocks, (w, name) => w.WriteStringValue(name));
        writer.WriteEndObject();
    }

    /// <summary>As LVM prints it with <c>--reportformat json</c>; no rows: null, as the original has it.</summary>
    private static void Lvm(Utf8JsonWriter writer, string name, string table, ImmutableArray<LvmRow>? rows)
    {
        if (rows is not { } present)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        if (present.IsEmpty)
        {
            writer.WriteNull("report");
        }
        else
        {
            writer.WriteStartArray("report");
            writer.WriteStartObject();
            GoList.Write(writer, table, present, Row);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter writer, LvmRow row)
    {
        writer.WriteStartObject();
        foreach (var (column, value) in row.Columns)
        {
            writer.WriteString(column, value);
        }

        writer.WriteEndObject();
    }

    private static void MountStatus(Utf8JsonWriter writer, FileSystemEntry entry, bool isMounted)
    {
        writer.WriteStartObject();
        writer.WriteString("Device", entry.Device);
        writer.WriteString("MountPoint", entry.MountPoint);
        writer.WriteString("Type", entry.Type);
        writer.WriteString("MountOptions", entry.Options);
        writer.WriteBoolean("Mounted", isMounted);
        writer.WriteEndObject();
    }

    private static void Finding(Utf8JsonWriter writer, StateFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", finding.Kind switch
        {
            FindingKind.Missing => "missing",
            FindingKind.Unknown => "unknown",
            _ => "different",
        });
        writer.WriteString("subject", finding.Subject);
        writer.WriteString("cluster", finding.ClusterId);
        writer.WriteString("node", finding.NodeId);
        writer.WriteString("id", finding.Id);
        writer.WriteString("message", finding.Message);
        writer.WriteEndObject();
    }
}
