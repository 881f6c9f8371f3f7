using Heketi.Core.Topology;
using Heketi.Migration.Checks;
using Heketi.Migration.Conversion;
using Heketi.Migration.Export;
using Heketi.Server.Databases;

namespace Heketi.Server.Verbs;

/// <summary><c>heketi db ...</c>: all but repairs. Files of all kinds are recognised by their first bytes and never changed.</summary>
internal sealed class DatabaseVerbs(VerbConsole console, TimeProvider time)
{
    private const string NoDatabase = "Please provide path for db file";

    /// <summary><c>db export</c>.</summary>
    public Task<int> ExportAsync(VerbArguments given) => console.RunAsync("failed to dump db: ", async () =>
    {
        var (from, to) = (given.Text("dbfile"), given.Text("jsonfile"));
        if (to.Length == 0 || from.Length == 0)
        {
            return console.Refuse(to.Length == 0 ? "Please provide file for output" : NoDatabase);
        }

        var content = await console.ReadAsync(from, salvage: false, given.IsOn("debug"), time);
        foreach (var operation in content.Topology is { } topology ? TopologyExport.LeftOut(topology) : [])
        {
            console.Errors.WriteLine(
                $"WARNING: the pending operation {operation.Id} ({operation.Kind}) is left out: the original does not know its kind. "
                + "Start this server once and let it end, to be on the safe side.");
        }

        if (to == "-")
        {
            await console.WriteAsync(ExportJson.Write(content.Document));
        }
        else
        {
            Create(to, ExportJson.Write(content.Document));
        }

        console.Errors.WriteLine("DB exported to " + to);
        return 0;
    });

    /// <summary><c>db import</c>. The input may be a database of the original, too.</summary>
    public Task<int> ImportAsync(VerbArguments given) => console.RunAsync("db creation failed: ", async () =>
    {
        var (from, to) = (given.Text("jsonfile"), given.Text("dbfile"));
        if (from.Length == 0 || to.Length == 0)
        {
            return console.Refuse(from.Length == 0 ? "Please provide file for input" : NoDatabase);
        }

        if (File.Exists(to))
        {
            throw new VerbFailedException($"{to} file already exists");
        }

        if (!File.Exists(from))
        {
            throw new VerbFailedException($"Could not open input file: open {from}: no such file or directory");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(to))))
        {
            throw new VerbFailedException($"Could not open db file: open {to}: no such file or directory");
        }

        var content = await console.ReadAsync(from, given.IsOn("salvage"), given.IsOn("debug"), time);
        var topology = content.Topology ?? TopologyImport.From(content.Document);
        var attribute = new DatabaseAttribute { Id = DatabaseAttribute.GenerationId, Value = EntityId.New() };
        await DatabaseFile.CreateAsync(to, topology.Put(attribute), time, CancellationToken.None);
        console.Errors.WriteLine("DB imported to " + to);
        return 0;
    });

    /// <summary><c>db consistency-check</c>: the original's format; exit code 1 when something is inconsistent.</summary>
    public Task<int> CheckAsync(VerbArguments given) => console.RunAsync("failed to check db: ", async () =>
    {
        if (given.Text("dbfile") is not { Length: > 0 } path)
        {
            return console.Refuse(NoDatabase);
        }

        var content = await console.ReadAsync(path, salvage: false, debug: false, time);
        var report = ConsistencyCheck.Of(content.Document);
        await console.WriteAsync(ConsistencyCheck.ToJson(report));
        return report.Total == 0 ? 0 : 1;
    });

    /// <summary><c>db verify</c>: every invariant, each violation explained; exit code 1 when there is one.</summary>
    public Task<int> VerifyAsync(VerbArguments given) => console.RunAsync("failed to verify db: ", async () =>
    {
        if (given.Text("dbfile") is not { Length: > 0 } path)
        {
            return console.Refuse(NoDatabase);
        }

        var content = await console.ReadAsync(path, given.IsOn("salvage"), debug: false, time);
        var check = ConsistencyCheck.Of(content.Document);
        CheckSection[] sections = [check.Clusters, check.Nodes, check.Devices, check.Volumes, check.Bricks, check.BlockVolumes];
        var topology = content.Topology ?? TopologyImport.From(content.Document);
        List<string> violations =
        [
            .. content.Topology is null ? sections.SelectMany(section => section.Inconsistencies ?? []).Select(text => "references: " + text) : [],
            .. TopologyInvariants.Violations(topology),
        ];
        violations.ForEach(console.Output.WriteLine);
        console.Output.WriteLine(
            $"{path}: {Kind(content.Kind)}, {topology.Volumes.Count} volumes, {topology.Bricks.Count} bricks, "
            + $"{topology.Operations.Count} pending operations: {(violations.Count == 0 ? "all is well" : $"{violations.Count} violations")}");
        return violations.Count == 0 ? 0 : 1;
    });

    private static string Kind(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Own => "a database of this server",
        DatabaseKind.Original => "a database of the original Heketi",
        _ => "an export",
    };

    private static void Create(string path, byte[] content)
    {
        if (Path.Exists(path))
        {
            throw new VerbFailedException($"Could not create json file: open {path}: file exists");
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            // It holds the passwords of block volumes
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var file = new FileStream(path, options);
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new VerbFailedException($"Could not create json file: open {path}: no such file or directory", e);
        }
    }
}
