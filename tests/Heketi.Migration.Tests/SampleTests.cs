using System.Text;
using Heketi.Core.Topology;
using Heketi.Migration.Conversion;
using Heketi.Migration.Export;
using Heketi.Migration.Original;

namespace Heketi.Migration.Tests;

public sealed class SampleTests
{
    public static TheoryData<string> All => Samples.All;

    [Theory]
    [MemberData(nameof(All))]
    public void The_database_file_reads_as_its_export(string name)
    {
        var content = OriginalDatabase.Read(Samples.Database(name));

        content.Damage.Should().BeEmpty();
        ShouldEqual(ExportJson.Write(content.Document), Samples.Export(name));
    }

    /// <summary>As /db/dump of the original showed them (the expansion), and as it makes them (the rest).</summary>
    [Theory]
    [InlineData(9, 14, OperationChange.ExpandBlockVolume)]
    [InlineData(8, 12, OperationChange.ParentOperation)]
    [InlineData(8, 13, OperationChange.ParentOperation)]
    [InlineData(6, 12, OperationChange.ChildOperation)]
    [InlineData(6, 13, OperationChange.ChildOperation)]
    public void Changes_of_pending_operations_mean_what_they_meant_to_the_original(int operation, int change, OperationChange expected)
    {
        var id = new string('a', 32);
        var document = ExportJson.Read(Encoding.UTF8.GetBytes(
            $$$"""{"pendingoperations": {"{{{id}}}": {"Id": "{{{id}}}", "Type": {{{operation}}}, "Actions": [{"Change": {{{change}}}, "Id": "b", "Delta": 12}], "Status": "failed"} } }"""));

        TopologyImport.From(document).Operations[id].Actions.Should().ContainSingle().Which.Change.Should().Be(expected);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_export_is_written_as_it_was_read(string name) =>
        ShouldEqual(ExportJson.Write(ExportJson.Read(Samples.Export(name))), Samples.Export(name));

    [Theory]
    [MemberData(nameof(All))]
    public void An_export_survives_the_topology(string name)
    {
        var document = ExportJson.Read(Samples.Export(name));
        var topology = TopologyImport.From(document);
        if (name == "old_40")
        {
            // Bricks of that version do not name their volumes; they do from the import on
            foreach (var (id, volume) in document.Volumes)
            {
                foreach (var brick in volume.Bricks)
                {
                    document.Bricks[brick].Info.VolumeId = id;
                }
            }
        }
        else if (name == "stale_clone")
        {
            // The cluster lists a volume that the crash of the original left without an entry
            var cluster = document.Clusters.Values.Single();
            cluster.Info.Volumes = [.. cluster.Info.Volumes.Where(document.Volumes.ContainsKey)];
        }

        var expected = ExportJson.Write(document);

        ShouldEqual(ExportJson.Write(TopologyExport.From(topology)), expected);
        TopologyExport.LeftOut(topology).Should().BeEmpty();
    }

    /// <summary>The first line that differs says more than 10,000 of them.</summary>
    private static void ShouldEqual(byte[] actual, byte[] expected)
    {
        var (have, want) = (Encoding.UTF8.GetString(actual).Split('\n'), Encoding.UTF8.GetString(expected).Split('\n'));
        var at = Enumerable.Range(0, Math.Min(have.Length, want.Length)).FirstOrDefault(i => have[i] != want[i], -1);
        if (at >= 0)
        {
            string.Join('\n', have.Skip(Math.Max(0, at - 25)).Take(30)).Should().Be(string.Join('\n', want.Skip(Math.Max(0, at - 25)).Take(30)), "line {0}", at + 1);
        }

        actual.Length.Should().Be(expected.Length);
    }
}
