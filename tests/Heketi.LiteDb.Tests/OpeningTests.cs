using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.LiteDb.Documents;
using LiteDB;
using LiteDB.Engine;

namespace Heketi.LiteDb.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_second_opener_is_refused_with_the_name_of_the_file()
    {
        await using var first = await StoreFiles.OpenAsync(directory["heketi.db"]);

        var writer = () => StoreFiles.OpenAsync(directory["heketi.db"]);
        var reader = () => StoreFiles.OpenAsync(directory["heketi.db"], readOnly: true);

        (await writer.Should().ThrowAsync<StoreLockedException>()).WithMessage("*heketi.db*another process*");
        (await reader.Should().ThrowAsync<StoreLockedException>()).WithMessage("*heketi.db*another process*");
        await first.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("c1")));
    }

    [Fact]
    public async Task The_original_s_database_is_refused_and_left_alone()
    {
        var bolt = new byte[16384];
        new byte[] { 0xED, 0xDA, 0x0C, 0xED }.CopyTo(bolt, 16);

        (await RefusedAsync(bolt)).Problem.Should().Be(StoreFileProblem.OriginalHeketi);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(8192)]
    [InlineData(10000)]
    public async Task A_file_of_another_kind_is_refused_and_left_alone(int length)
    {
        var content = new byte[length];
        Array.Fill(content, (byte)'x');

        (await RefusedAsync(content)).Problem.Should().Be(StoreFileProblem.NotADatabase);
    }

    [Fact]
    public async Task A_newer_database_is_refused_and_left_alone()
    {
        await FillAsync();
        WriteRaw(engine => engine.Update("topology", [Manifest(engine, manifest => manifest["schema"] = 2)]));

        var error = await RefusedAsync(null);

        error.Problem.Should().Be(StoreFileProblem.NewerSchema);
        error.Message.Should().Contain("newer version").And.Contain("format 2");
    }

    [Fact]
    public async Task A_changed_document_is_noticed()
    {
        await FillAsync();
        WriteRaw(engine => engine.Update("topology", [Find(engine, "cluster/c1", document => document["body"] = "{\"Id\":\"c1\"}")]));

        var error = await RefusedAsync(null);

        error.Problem.Should().Be(StoreFileProblem.Damaged);
        error.Message.Should().Contain("cluster/c1").And.Contain("backup");
    }

    [Fact]
    public async Task A_lost_document_is_noticed()
    {
        await FillAsync();
        WriteRaw(engine => engine.Delete("topology", ["cluster/c1"]));

        (await RefusedAsync(null)).Problem.Should().Be(StoreFileProblem.Damaged);
    }

    [Fact]
    public async Task An_old_state_of_a_document_is_noticed()
    {
        await FillAsync();
        BsonDocument? old = null;
        WriteRaw(engine => old = Find(engine, "cluster/c1", _ => { }));
        await using (var store = await StoreFiles.OpenAsync(directory["heketi.db"]))
        {
            await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("c1") with { Block = true }));
        }

        WriteRaw(engine => engine.Update("topology", [old]));

        (await RefusedAsync(null)).Problem.Should().Be(StoreFileProblem.Damaged);
    }

    [Fact]
    public async Task A_log_without_its_database_is_refused()
    {
        File.WriteAllBytes(directory["heketi-log.db"], new byte[8192]);

        var opening = () => StoreFiles.OpenAsync(directory["heketi.db"]);

        (await opening.Should().ThrowAsync<StoreUnreadableException>()).Which.Problem.Should().Be(StoreFileProblem.Missing);
        File.Exists(directory["heketi.db"]).Should().BeFalse();
    }

    [Fact]
    public async Task Only_the_owner_may_read_the_files()
    {
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);
        await store.BackupAsync(directory["copy.db"], TestContext.Current.CancellationToken);

        var files = Directory.GetFiles(directory.Path);
        files.Should().HaveCount(3);
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
            }
        }
    }

    [Fact]
    public async Task A_directory_that_is_missing_is_named()
    {
        var opening = () => StoreFiles.OpenAsync(directory["none/heketi.db"]);

        (await opening.Should().ThrowAsync<IOException>()).WithMessage("*none*");
    }

    [Fact]
    public async Task Reading_only_writes_nothing_and_works_on_a_directory_without_write_permission()
    {
        await FillAsync();
        File.Delete(directory["heketi-log.db"]);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory["heketi.db"], UnixFileMode.UserRead);
            File.SetUnixFileMode(directory.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var before = await File.ReadAllBytesAsync(directory["heketi.db"], TestContext.Current.CancellationToken);

        await using (var store = await StoreFiles.OpenAsync(directory["heketi.db"], readOnly: true))
        {
            store.Snapshot.ClusterIds.Should().Equal("c1", "c2");
            var change = () => store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("c3")));
            (await change.Should().ThrowAsync<StoreReadOnlyException>()).WithMessage("*read-only*");
        }

        (await File.ReadAllBytesAsync(directory["heketi.db"], TestContext.Current.CancellationToken)).Should().Equal(before);
        Directory.GetFiles(directory.Path).Should().Equal(directory["heketi.db"]);
    }

    [Fact]
    public async Task Reading_only_sees_what_is_in_the_log_and_leaves_it_there()
    {
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);
        await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("c1")));
        using var killed = new TemporaryDirectory();
        await StoreFiles.CopyLiveAsync(directory, killed);
        var log = new FileInfo(killed["heketi-log.db"]).Length;

        await using var reader = await StoreFiles.OpenAsync(killed["heketi.db"], readOnly: true);

        log.Should().BePositive();
        reader.Snapshot.ClusterIds.Should().Equal("c1");
        new FileInfo(killed["heketi-log.db"]).Length.Should().Be(log);
    }

    [Fact]
    public async Task Reading_only_makes_no_database()
    {
        var opening = () => StoreFiles.OpenAsync(directory["heketi.db"], readOnly: true);

        (await opening.Should().ThrowAsync<StoreUnreadableException>()).Which.Problem.Should().Be(StoreFileProblem.Missing);
        Directory.GetFiles(directory.Path).Should().BeEmpty();
    }

    [Fact]
    public void A_document_of_an_older_version_gets_the_defaults_of_new_properties()
    {
        var document = new EntityDocument("volume/v", "volume", 1, """{"Id":"v","Name":"n","ClusterId":"c","SizeGiB":1}""");

        var volume = document.Decode().Should().BeOfType<Volume>().Subject;

        volume.Should().BeEquivalentTo(new Volume { Id = "v", Name = "n", ClusterId = "c", SizeGiB = 1 });
        volume.SnapshotFactor.Should().Be(1);
        volume.Options.IsDefault.Should().BeFalse();
    }

    private static BsonDocument Manifest(LiteEngine engine, Action<BsonDocument> change) => Find(engine, "store/manifest", change);

    private static BsonDocument Find(LiteEngine engine, string id, Action<BsonDocument> change)
    {
        using var reader = engine.Query("topology", new Query { Where = { Query.EQ("_id", id) } });
        reader.Read().Should().BeTrue();
        var document = reader.Current.AsDocument;
        change(document);
        return document;
    }

    private async Task FillAsync()
    {
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);
        await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("c1")));
        await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("c2")));
    }

    private void WriteRaw(Action<LiteEngine> write)
    {
        using var engine = new LiteEngine(directory["heketi.db"]);
        write(engine);
        engine.Checkpoint();
    }

    /// <summary>Neither a writer nor a reader opens the file, and not a byte of it changes.</summary>
    private async Task<StoreUnreadableException> RefusedAsync(byte[]? content)
    {
        var path = directory["heketi.db"];
        if (content is not null)
        {
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        }

        var before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var reader = () => StoreFiles.OpenAsync(path, readOnly: true);
        var writer = () => StoreFiles.OpenAsync(path);
        await reader.Should().ThrowAsync<StoreUnreadableException>();
        var error = (await writer.Should().ThrowAsync<StoreUnreadableException>()).Which;
        error.Message.Should().Contain(path);
        (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)).Should().Equal(before);
        return error;
    }
}
