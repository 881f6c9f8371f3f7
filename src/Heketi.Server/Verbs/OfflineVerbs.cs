using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Operations.Examination;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Store;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;
using Heketi.Server.Examination;
using Heketi.Server.Kubernetes;
using Heketi.Server.Logging;

namespace Heketi.Server.Verbs;

/// <summary><c>heketi offline ...</c>: work on the database and the nodes of a configuration while no server runs.</summary>
internal sealed class OfflineVerbs(
    VerbConsole console, Func<string, ConfigurationResult?> configure, IStorageFactory storage, TimeProvider time)
{
    private const int Failed = 1;

    /// <summary><c>offline cleanup-operations</c>.</summary>
    public Task<int> CleanUpAsync(VerbArguments given) => WithStorageAsync(given, async (parts, cancellationToken) =>
    {
        await parts.CleanUpAsync(null, cancellationToken);
        var left = parts.Store.Snapshot.Operations;
        foreach (var operation in left)
        {
            console.Errors.WriteLine($"ERROR: operation {operation.Id} ({operation.Kind}) could not be ended; the log says why");
        }

        return left.Count == 0 ? 0 : Failed;
    });

    /// <summary><c>offline state examine gluster</c>.</summary>
    public Task<int> ExamineAsync(VerbArguments given) => WithStorageAsync(given, async (parts, cancellationToken) =>
    {
        var examination = await new StateExaminer(parts.Store, parts.Nodes!.Inspector).ExamineAsync(null, cancellationToken);
        await console.WriteAsync(ExaminationJson.Write(examination).ToArray());
        return 0;
    });

    /// <summary><c>offline update-dbvol</c>.</summary>
    public Task<int> UpdateDatabaseVolumeAsync(VerbArguments given) => WithStorageAsync(given, async (parts, cancellationToken) =>
    {
        try
        {
            var name = given.Text("force-volume-name") is { Length: > 0 } forced ? forced : null;
            console.Output.WriteLine(await new DatabaseVolumeOptions(parts.Store, parts.Nodes!).UpdateAsync(name, cancellationToken));
            return 0;
        }
        catch (Exception e) when (e is OperationRefusedException or NodeException)
        {
            return console.Refuse("ERROR: " + e.Message);
        }
    });

    private async Task<int> WithStorageAsync(VerbArguments given, Func<StorageParts, CancellationToken, Task<int>> run)
    {
        if (given.Text("config") is not { Length: > 0 } config)
        {
            return console.Refuse("Please provide configuration file");
        }

        if (configure(config) is not { } configuration)
        {
            return Failed;
        }

        var settings = configuration.Settings;
        // Stdout is for what was asked for: it may go to another program
        using var provider = new HeketiLoggerProvider(new LogLevelSwitch(settings.GlusterFs.LogLevel), time, console.Errors, console.Errors);
        using var loggers = LoggerFactory.Create(b => b.ClearProviders().AddProvider(provider).SetMinimumLevel(LogLevel.Trace));
        try
        {
            await using var cluster = ClusterServices.Open(settings, loggers, time);
            if (cluster.Lease is { } lease && !settings.GlusterFs.DatabaseReadOnly && !await AcquireAsync(lease, settings))
            {
                return console.Refuse(
                    $"ERROR: {lease.Holder} holds the lease {settings.LeaseName}: a server runs. Stop it first (scale its deployment to 0)");
            }

            await using var parts = await storage.OpenAsync(settings, cluster, loggers, time, CancellationToken.None);
            return await run(parts, CancellationToken.None);
        }
        catch (Exception e) when (e is StartFailedException or StoreFailedException)
        {
            return console.Refuse("ERROR: " + e.Message);
        }
    }

    /// <summary>The lease of a server that was killed is free when it was seen unchanged for its duration.</summary>
    private async Task<bool> AcquireAsync(LeaseHolder lease, ServerSettings settings)
    {
        using var limit = new CancellationTokenSource(settings.LeaseDuration * 1.5, time);
        try
        {
            await lease.AcquireAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return false;
        }
    }
}
