using Heketi.Core.Store;
using Heketi.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.CrashTest;

/// <summary>The victim: writes until it is killed, and says which changes were acknowledged.</summary>
internal static class WritingProcess
{
    /// <summary>Writes; returns the exit code when the disk failed.</summary>
    public static async Task<int> RunAsync(string path, int writers)
    {
        await using var store = await LiteDbTopologyStore.OpenAsync(
            new() { Path = path },
            NullLogger<LiteDbTopologyStore>.Instance,
            TimeProvider.System);
        await SayAsync(WritingCommand.Opened);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(store, writer))));
            return 0;
        }
        catch (StoreFailedException e)
        {
            await SayAsync(e.Message);
            return WritingCommand.DiskFailed;
        }
    }

    private static async Task WriteAsync(LiteDbTopologyStore store, int writer)
    {
        var model = new WriterModel(writer);
        for (var number = model.CountIn(store.Snapshot) + 1; ; number++)
        {
            var current = number;
            await store.ChangeAsync(editor => model.Make(current, editor));
            await SayAsync(WritingCommand.Acknowledgement(writer, number));
        }
    }

    /// <summary>Console.Out flushes after every write, and lets one in at a time.</summary>
    private static Task SayAsync(string line) => Console.Out.WriteLineAsync(line);
}
