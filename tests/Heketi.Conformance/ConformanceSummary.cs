using System.Collections.Concurrent;
using System.Text;
using Heketi.Conformance;
using Heketi.Conformance.Expectations;
using Heketi.Conformance.Replay;

[assembly: AssemblyFixture(typeof(ConformanceSummary))]

namespace Heketi.Conformance;

/// <summary>
/// Gathers what every recording came to and writes, at the end of the run, the exchanges that fail it and the table
/// "file: passed/total". What a continuous integration shows is often the console only, so all that is needed is there.
/// </summary>
public sealed class ConformanceSummary : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (ReplayReport Report, Verdict Verdict)> _reports = new(StringComparer.Ordinal);

    public void Add(string family, ReplayReport report, Verdict verdict) => _reports[$"{family}/{report.Name}"] = (report, verdict);

    public async ValueTask DisposeAsync()
    {
        if (_reports.IsEmpty)
        {
            return;
        }

        var (table, failures, details) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var (name, (report, verdict)) in _reports.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var tolerated = report.Failures.Count() - verdict.Failures.Count;
            var differences = report.Results.Count(result => result.Difference is not null);
            table.AppendLine($"{name}: {report.Passed}/{report.Total}"
                + (differences > 0 ? $", {differences} by docs/differences.md" : "")
                + (tolerated > 0 ? $", {tolerated} not yet" : "")
                + (verdict.IsGood ? "" : " FAILED"));
            foreach (var failure in report.Failures)
            {
                details.AppendLine($"{name} {failure}");
            }

            foreach (var failure in verdict.Failures)
            {
                failures.AppendLine($"FAILED {name} {failure}");
            }
        }

        table.AppendLine($"all: {_reports.Values.Sum(entry => entry.Report.Passed)}/{_reports.Values.Sum(entry => entry.Report.Total)}");
        Console.WriteLine($"{failures}{table}");
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "conformance.txt"), $"{table}\n{details}");
    }
}
