using System.Text.Json;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>A database in the original's format that describes volumes on the nodes is taken over, and the volumes are worked on.</summary>
public sealed class MigrationTests(LabFixture lab) : LabTest(lab)
{
    [Fact]
    public async Task Volumes_of_an_export_in_the_originals_format_are_taken_over_expanded_and_deleted()
    {
        var volume = await Lab.CreateVolumeAsync("--size=2", "--gid=2001");
        var (id, name) = (volume.GetProperty("id").GetString()!, volume.GetProperty("name").GetString()!);
        var files = await Lab.FillAsync(name, 30);
        var before = await EverythingAsync();

        await Lab.Server.StopAsync();
        var export = Lab.Server.Database + ".json";
        await Lab.Server.CommandAsync("db", "export", "--dbfile=" + Lab.Server.Database, "--jsonfile=" + export);
        // Only the export is left: what the new database has, it has from there
        File.Move(Lab.Server.Database, Lab.Server.Database + ".gone");
        await Lab.Server.CommandAsync("db", "import", "--jsonfile=" + export, "--dbfile=" + Lab.Server.Database);
        await Lab.Server.CommandAsync("db", "verify", "--dbfile=" + Lab.Server.Database);
        await Lab.Server.StartAsync();

        (await EverythingAsync()).Should().Be(before, "clients see the same objects");
        (await Lab.SumsAsync(name, 30)).Should().Be(files);
        await Lab.BooksShouldEqualNodesAsync();

        (await Lab.FindingsAsync()).Should().BeEmpty("books and nodes are the same, piece by piece");

        (await Lab.CliAsync("volume", "expand", "--volume=" + id, "--expand-size=2")).Require("volume expand");
        (await Lab.Nodes[0].RunAsync($"gluster volume info {name}")).Should().Contain("Number of Bricks: 2 x 3 = 6");
        (await Lab.SumsAsync(name, 30)).Should().Be(files);
        await Lab.DeleteVolumeAsync(id);
        await Lab.ShouldBeCleanAsync();
    }

    private async Task<string> EverythingAsync() => JsonSerializer.Serialize(await Lab.Server.GetAsync("/topology"));
}
