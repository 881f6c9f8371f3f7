using System.Diagnostics;
using System.Globalization;

namespace Heketi.CrashTest;

/// <summary>How to start the writing process, and what it says on its standard output.</summary>
public static class WritingCommand
{
    /// <summary>Said when the database is open.</summary>
    public const string Opened = "opened";

    /// <summary>Exit code when the store failed because of the disk.</summary>
    public const int DiskFailed = 3;

    internal const string Verb = "write";

    /// <summary>Starts <paramref name="writers"/> writers on the database at <paramref name="path"/>.</summary>
    public static ProcessStartInfo For(string path, int writers)
    {
        var host = Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? self
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, "Heketi.CrashTest.dll");
        return new(host, [program, Verb, path, writers.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
    }

    /// <summary>The writer and the number of its change that was acknowledged; null for another line, or one cut off by the kill.</summary>
    public static (int Writer, int Number)? Acknowledged(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Split(' ') is ["acknowledged", var writer, var number, "."]
            ? (int.Parse(writer, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture))
            : null;
    }

    internal static string Acknowledgement(int writer, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"acknowledged {writer} {number} .");
}
