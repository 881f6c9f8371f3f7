using Heketi.Core.Store;
using Heketi.Migration;
using Heketi.Server.Databases;
using Heketi.Server.Logging;

namespace Heketi.Server.Verbs;

/// <summary>Where commands write to, and how they fail: with a text and exit code 1, never with a stack trace.</summary>
internal sealed class VerbConsole(TextWriter output, TextWriter errors, TimeProvider time)
{
    private const int Failed = 1;

    public TextWriter Output => output;

    public TextWriter Errors => errors;

    /// <summary>Says what is missing.</summary>
    public int Refuse(string text)
    {
        errors.WriteLine(text);
        return Failed;
    }

    public async Task<int> RunAsync(string prefix, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is VerbFailedException or DamagedDatabaseException or MigrationException or StoreUnreadableException
            or StoreLockedException or StoreFailedException or IOException or UnauthorizedAccessException)
        {
            return Refuse(prefix + e.Message);
        }
    }

    /// <summary>Bytes, as they are.</summary>
    public async Task WriteAsync(byte[] text)
    {
        await output.WriteAsync(System.Text.Encoding.UTF8.GetString(text));
        await output.FlushAsync();
    }

    /// <summary>Reads a database; a file that is not there is not made.</summary>
    public async Task<DatabaseContent> ReadAsync(string path, bool salvage, bool debug, TimeProvider clock)
    {
        if (!File.Exists(path))
        {
            throw new VerbFailedException($"Unable to open database: open {path}: no such file or directory");
        }

        DatabaseContent content;
        try
        {
            content = await DatabaseFile.ReadAsync(path, salvage, clock, CancellationToken.None);
        }
        catch (DamagedDatabaseException e)
        {
            throw new VerbFailedException($"{path}: {e.Message}. heketi db import --salvage makes a new database of what is whole.", e);
        }

        Log(content, debug);
        return content;
    }

    private void Log(DatabaseContent content, bool debug)
    {
        using var provider = new HeketiLoggerProvider(new LogLevelSwitch(debug ? LogLevel.Debug : LogLevel.Warning), time, output, errors);
        var logger = provider.CreateLogger(nameof(VerbConsole));
        foreach (var notice in content.Notices)
        {
            logger.LogWarning("{Notice}", notice);
        }

        foreach (var damage in content.Damage)
        {
            logger.LogError("left out: {Damage}", damage);
        }

        var document = content.Document;
        IEnumerable<(string Kind, IEnumerable<string> Ids)> kinds =
        [
            ("volume", document.Volumes.Keys), ("brick", document.Bricks.Keys), ("cluster", document.Clusters.Keys), ("node", document.Nodes.Keys),
            ("device", document.Devices.Keys), ("block volume", document.BlockVolumes.Keys),
        ];
        foreach (var (kind, ids) in debug ? kinds : [])
        {
            foreach (var id in ids.Order(StringComparer.Ordinal))
            {
                logger.LogDebug("adding {Kind} entry {Id}", kind, id);
            }
        }
    }
}
