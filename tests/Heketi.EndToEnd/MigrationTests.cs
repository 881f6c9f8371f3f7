using System.Text.Json;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>A database in the original's format that describes volumes on the nodes is taken over, and the volumes are worked on.</summary>
[Collection(nameof(LabCollection))]
public sealed class MigrationTests(LabFixture lab)
{
    [Fact]
    public async Task Volumes_of_an_export_in_the_originals_format_are_taken_over_expanded_and_deleted()
    {
        var volume = await lab.CreateVolumeAsync("--size=2", "--gid=2001");
        var (id, name) = (volume.GetProperty("id").GetString()!, volume.GetProperty("name").GetString()!);
        var files = await lab.FillAsync(name, "f", 30);
        var before = await EverythingAsync();

        await lab.Server.StopAsync();
        var export = lab.Server.Database + ".json";
        await lab.Server.CommandAsync("db", "export", "--dbfile=" + lab.Server.Database, "--jsonfile=" + export);
        // Only the export is left: what the new database has, it has from there
        File.Move(lab.Server.Database, lab.Server.Database + ".gone");
        await lab.Server.CommandAsync("db", "import", "--jsonfile=" + export, "--dbfile=" + lab.Server.Database);
        await lab.Server.CommandAsync("db", "verify", "--dbfile=" + lab.Server.Database);
        await lab.Server.StartAsync();

        (await EverythingAsync()).Should().Be(before, "clients see the same objects");
        (await lab.SumsAsync(name, "f")).Should().Be(files);
        await lab.BooksShouldEqualNodesAsync();

        (await lab.FindingsAsync()).Should().BeEmpty("books and nodes are the same, piece by piece");

        (await lab.CliAsync("volume", "expand", "--volume=" + id, "--expand-size=2")).Require("volume expand");
        (await lab.Nodes[0].RunAsync($"gluster volume info {name}")).Should().Contain("Number of Bricks: 2 x 3 = 6");
        (await lab.SumsAsync(name, "f")).Should().Be(files);
        await lab.DeleteVolumeAsync(id);
        await lab.ShouldBeCleanAsync();
    }

    private async Task<string> EverythingAsync() => JsonSerializer.Serialize(await lab.Server.GetAsync("/topology"));
}
