using System.Diagnostics;
using System.Text.Json;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.Cli;

/// <summary><c>heketi offline</c> on a database with volumes, as a real process; the mock knows the volumes of the database.</summary>
public sealed class OfflineCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("heketi-offline-").FullName;

    public OfflineCommandTests()
    {
        var database = Path.Combine(folder, "heketi.db");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "db", "small.db"), database);
        // No keys: nobody is served
        File.WriteAllText(Path.Combine(folder, "heketi.json"), $$"""{"glusterfs": {"executor": "mock", "loglevel": "info", "db": "{{database}}" } }""");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_state_is_examined_and_nothing_but_the_document_is_printed()
    {
        var (exitCode, output, errors) = await RunAsync("state", "examine", "gluster");

        exitCode.Should().Be(0, errors);
        using var document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("report").EnumerateArray().Select(line => line.GetString())
            .Should().Equal("heketi volume list matches with volume list of all nodes");
        document.RootElement.TryGetProperty("findings", out _).Should().BeFalse();
        document.RootElement.GetProperty("clusters")[0].GetProperty("NodesData").GetArrayLength().Should().BePositive();
    }

    [Fact]
    public async Task Options_are_set_on_the_volume_that_is_named()
    {
        using var export = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "db", "small.export.json"), Token));
        var name = export.RootElement.GetProperty("volumeentries").EnumerateObject().First().Value.GetProperty("Info").GetProperty("name").GetString();

        var set = await RunAsync("update-dbvol", "--force-volume-name=" + name);
        set.ExitCode.Should().Be(0, set.Errors);
        set.Output.Should().Be($"Volume {name} has the options of db storage level 1 now\n");

        var (exitCode, output, errors) = await RunAsync("update-dbvol");
        exitCode.Should().Be(1);
        output.Should().BeEmpty();
        errors.Should().Contain("ERROR: Volume heketidbstorage not found; --force-volume-name names another one\n");
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Programs.Server, ["offline", .. arguments, "--config=" + Path.Combine(folder, "heketi.json")])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await errors);
    }
}
