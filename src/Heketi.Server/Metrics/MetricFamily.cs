using System.Text;

namespace Heketi.Server.Metrics;

/// <summary>A family of gauges in the Prometheus text format, its rows in the order of their labels.</summary>
/// <param name="name">Name.</param>
/// <param name="help">What it tells.</param>
internal sealed class MetricFamily(string name, string help)
{
    private readonly List<(string Labels, double Value)> rows = [];

    public void Add(string labels, double value) => rows.Add((labels, value));

    /// <summary>Writes the family; one without rows is left out.</summary>
    public void WriteTo(StringBuilder output)
    {
        if (rows.Count == 0)
        {
            return;
        }

        output.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(" gauge\n");
        rows.Sort((a, b) => string.CompareOrdinal(a.Labels, b.Labels));
        foreach (var (labels, value) in rows)
        {
            output.Append(name);
            if (labels.Length > 0)
            {
                output.Append('{').Append(labels).Append('}');
            }

            output.Append(' ').Append(GoNumber.Of(value)).Append('\n');
        }
    }

    /// <summary>A label; the value may hold any character.</summary>
    public static string Label(string key, string value) => $"{key}=\"{Escape(value)}\"";

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);
}
