using System.Diagnostics;
using Heketi.CrashTest;

namespace Heketi.LiteDb.Tests;

/// <summary>A process that may not make its files larger gets the errors of a full disk.</summary>
public sealed class DiskFullTests : IDisposable
{
    private const int Writers = 4;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(1024)] // KiB; the log fails
    [InlineData(6000)]
    public async Task When_the_disk_is_full_changes_are_refused_and_no_acknowledged_one_is_lost(int limitKiB)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ulimit is a Unix matter");
        var acknowledged = new int[Writers];
        var last = "";
        using var process = Process.Start(Limited(WritingCommand.For(directory["heketi.db"], Writers), limitKiB))!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            last = line;
            if (WritingCommand.Acknowledged(line) is var (writer, number))
            {
                acknowledged[writer] = number;
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.Should().Be(WritingCommand.DiskFailed);
        last.Should().Contain(directory["heketi.db"]).And.Contain("All acknowledged changes are safe");
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);
        for (var writer = 0; writer < Writers; writer++)
        {
            var model = new WriterModel(writer);
            var count = model.CountIn(store.Snapshot);
            count.Should().BeInRange(acknowledged[writer], acknowledged[writer] + 1);
            model.Contradictions(store.Snapshot, count).Should().BeEmpty();
        }

        acknowledged.Sum().Should().BePositive();
    }

    private static ProcessStartInfo Limited(ProcessStartInfo command, int limitKiB)
    {
        // sh counts in blocks of 512 bytes; without the trap the process would be killed, not refused.
        var shell = new ProcessStartInfo(
            "sh",
            ["-c", $"trap '' XFSZ; ulimit -f {limitKiB * 2}; exec \"$0\" \"$@\"", command.FileName, .. command.ArgumentList])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        shell.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // it maps a large file
        return shell;
    }
}
