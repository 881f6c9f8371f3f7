using System.Text.Json;
using Heketi.Migration.Export;

namespace Heketi.Migration.Checks;

/// <summary>
/// Whether all references of a database agree with each other, both ways, and sizes add up. The texts are those of Heketi v10;
/// the order is that of the ids.
/// </summary>
public static class ConsistencyCheck
{
    /// <summary>Checks all entries.</summary>
    public static CheckReport Of(ExportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var report = new CheckReport
        {
            Clusters = Section(document.Clusters, ClusterFaults.Of, document),
            Volumes = Section(document.Volumes, VolumeFaults.Of, document, entry => entry.Pending.Id),
            Bricks = Section(document.Bricks, BrickFaults.Of, document, entry => entry.Pending.Id),
            Nodes = Section(document.Nodes, NodeFaults.Of, document),
            Devices = Section(document.Devices, DeviceFaults.Of, document),
            BlockVolumes = Section(document.BlockVolumes, BlockVolumeFaults.Of, document, entry => entry.Pending.Id),
            Operations = Section(document.Operations, (_, _) => [], document),
        };
        CheckSection[] all = [report.Clusters, report.Volumes, report.Bricks, report.Nodes, report.Devices, report.BlockVolumes];
        return report with { Total = all.Sum(section => section.Inconsistencies?.Count ?? 0) };
    }

    /// <summary>The report as JSON with a newline at its end.</summary>
    public static byte[] ToJson(CheckReport report) => [.. JsonSerializer.SerializeToUtf8Bytes(report, CheckContext.Go.CheckReport), (byte)'\n'];

    private static CheckSection Section<T>(
        Dictionary<string, T> entries, Func<T, ExportDocument, IEnumerable<string>> check, ExportDocument document, Func<T, string>? pendingOf = null)
    {
        var faults = entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => check(entry.Value, document).ToList()).ToList();
        var bad = faults.Count(list => list.Count > 0);
        return new()
        {
            Total = entries.Count,
            Pending = pendingOf is null ? 0 : entries.Values.Count(entry => pendingOf(entry).Length > 0),
            Ok = entries.Count - bad,
            NotOk = bad,
            Inconsistencies = bad == 0 ? null : [.. faults.SelectMany(list => list)],
        };
    }
}
