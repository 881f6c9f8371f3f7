using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.TakeOver;

/// <summary>The start on the original's own database file, killed with SIGKILL while it takes it over.</summary>
public sealed class TakeOverTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("heketi-takeover-").FullName;

    private string Database => Path.Combine(folder, "heketi.db");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("heketi.db.importing")]
    [InlineData("heketi.db.v10")]
    public async Task A_take_over_that_is_killed_is_begun_anew_or_completed_by_the_next_start(string killWhenThere)
    {
        var original = await PutOriginalAsync();
        var expected = await ExportAsync(original);
        var sum = Sum(original);
        for (var kills = 0; kills < 3; kills++)
        {
            using var killed = Start();
            await UntilAsync(() => File.Exists(Path.Combine(folder, killWhenThere)) || killed.HasExited);
            killed.Kill();
            await killed.WaitForExitAsync(Token);
            (Sum(Database) == sum || Sum(Database + ".v10") == sum).Should().BeTrue("the original's file is kept, whenever the kill comes");
        }

        using var server = Start();
        await UntilListeningAsync(server);
        server.Kill();
        await server.WaitForExitAsync(Token);

        (await ExportAsync(Database)).Should().Be(expected);
        Sum(Database + ".v10").Should().Be(sum);
        File.Exists(Database + ".importing").Should().BeFalse();
        File.Exists(Database + ".v10.2").Should().BeFalse();
    }

    private static string? Sum(string file) => File.Exists(file) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))) : null;

    private async Task<string> PutOriginalAsync()
    {
        var original = Path.Combine(folder, "original.db");
        await using (var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "db", "large.db.gz")), CompressionMode.Decompress))
        await using (var file = File.Create(original))
        {
            await packed.CopyToAsync(file, Token);
        }

        File.Copy(original, Database);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "heketi.json"), $$"""{"port": "0", "glusterfs": {"executor": "mock", "db": "{{Database}}" } }""", Token);
        return original;
    }

    private Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Programs.Server, arguments.Length > 0 ? arguments : ["--config=" + Path.Combine(folder, "heketi.json"), "--disable-auth"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private async Task<string> ExportAsync(string database)
    {
        using var export = Start("db", "export", "--dbfile=" + database, "--jsonfile=-");
        var errors = export.StandardError.ReadToEndAsync(Token);
        var text = await export.StandardOutput.ReadToEndAsync(Token);
        await export.WaitForExitAsync(Token);
        export.ExitCode.Should().Be(0, await errors);
        return text;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Stopwatch.GetElapsedTime(since).Should().BeLessThan(Patience);
            await Task.Yield();
        }
    }

    private static async Task UntilListeningAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Patience, Token) is { } line)
        {
            if (line.StartsWith("Listening on port", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("the server ended: " + await server.StandardError.ReadToEndAsync(Token));
    }
}
