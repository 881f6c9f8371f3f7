using System.Globalization;
using Heketi.Core.Store;
using Heketi.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.CrashTest;

/// <summary>The victim: writes until it is killed, and says which changes were acknowledged.</summary>
internal static class WritingProcess
{
    public const string Verb = "write";
    public const string Opened = "opened";

    public static async Task RunAsync(string path, int writers)
    {
        await using var store = await LiteDbTopologyStore.OpenAsync(
            new() { Path = path },
            NullLogger<LiteDbTopologyStore>.Instance,
            TimeProvider.System);
        await SayAsync(Opened);
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(store, writer))));
    }

    /// <summary>"acknowledged WRITER NUMBER ." or null; a line without its dot was cut off by the kill.</summary>
    public static (int Writer, int Number)? Parse(string line) =>
        line.Split(' ') is ["acknowledged", var writer, var number, "."]
            ? (int.Parse(writer, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture))
            : null;

    private static async Task WriteAsync(LiteDbTopologyStore store, int writer)
    {
        var model = new WriterModel(writer);
        for (var number = model.CountIn(store.Snapshot) + 1; ; number++)
        {
            var current = number;
            await store.ChangeAsync(editor => model.Make(current, editor));
            await SayAsync(string.Create(CultureInfo.InvariantCulture, $"acknowledged {writer} {number} ."));
        }
    }

    /// <summary>Console.Out flushes after every write, and lets one in at a time.</summary>
    private static Task SayAsync(string line) => Console.Out.WriteLineAsync(line);
}
