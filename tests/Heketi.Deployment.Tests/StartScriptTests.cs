using System.IO.Compression;

namespace Heketi.Deployment.Tests;

/// <summary>When the container's start script takes a backup for a database, and when it leaves that to the server.</summary>
public sealed class StartScriptTests : IDisposable
{
    private readonly ScriptRun _run = new();

    public StartScriptTests()
    {
        _run.Write("data/other", "");
        _run.Write("backup/heketi.db", "backup");
        _run.Write("heketi.json", "{ }");
    }

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_lost_database_is_taken_from_the_backup()
    {
        _run.Write("data/heketi-log.db", "");

        await StartAsync();

        _run.Read("data/heketi.db").Should().Be("backup");
        _run.Read("output").Should().Contain($"started --config={_run.PathOf("heketi.json")}");
    }

    [Fact]
    public async Task The_compressed_one_comes_first()
    {
        await using (var file = File.Create(_run.PathOf("backup/heketi.db.gz")))
        await using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write("compressed"u8);
        }

        await StartAsync();

        _run.Read("data/heketi.db").Should().Be("compressed");
    }

    [Theory]
    [InlineData("heketi.db.importing", "heketi.db")]
    [InlineData("heketi.db.v10", "heketi.db")]
    [InlineData("heketi-log.db", "heketi.db")]
    [InlineData("mine-log.data", "mine.data")]
    [InlineData("mine-log", "mine")]
    public async Task What_is_not_lost_is_left_to_the_server(string left, string database)
    {
        _run.Write($"data/{left}", "content");

        await StartAsync(("HEKETI_DB_PATH", _run.PathOf($"data/{database}")));

        _run.Has($"data/{database}").Should().BeFalse();
        _run.Read("output").Should().Contain("started");
    }

    [Fact]
    public async Task A_database_that_is_there_stays()
    {
        _run.Write("data/heketi.db", "mine");

        await StartAsync();

        _run.Read("data/heketi.db").Should().Be("mine");
    }

    [Theory]
    [InlineData("true", "{ }")]
    [InlineData("y", "{ }")]
    [InlineData("", "{ \"Backup_db_to_kube_secret\" :\n true }")]
    public async Task A_server_that_restores_from_the_secret_does_it_itself(string variable, string config)
    {
        _run.Write("heketi.json", config);

        await StartAsync(("HEKETI_BACKUP_DB_TO_KUBE_SECRET", variable));

        _run.Has("data/heketi.db").Should().BeFalse();
        _run.Read("output").Should().Contain("started");
    }

    [Fact]
    public async Task Without_a_configuration_file_the_server_says_so()
    {
        File.Delete(_run.PathOf("heketi.json"));

        await StartAsync();

        _run.Read("output").Should().Contain("started").And.NotContain("annot open");
    }

    private async Task StartAsync(params (string Name, string Value)[] environment)
    {
        // In the script's place the server would be a program of the image
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "container", "heketi-start")).Replace("exec heketi ", "echo started ", StringComparison.Ordinal);
        _run.Start("/bin/sh", script, [
            ("HEKETI_DB_PATH", _run.PathOf("data/heketi.db")), ("HEKETI_BACKUPDB_PATH", _run.PathOf("backup")), ("HEKETI_CONFIG", _run.PathOf("heketi.json")),
            ("HEKETI_BACKUP_DB_TO_KUBE_SECRET", ""), .. environment]);
        (await _run.ExitAsync()).Should().Be(0, _run.Read("output"));
    }
}
