using System.Reflection;
using Heketi.Server.Administration;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;
using Heketi.Server.Kubernetes;
using Heketi.Server.Logging;
using Heketi.Server.Verbs;

namespace Heketi.Server.Commands;

/// <summary>The program <c>heketi</c>: flags, configuration, start and stop.</summary>
public sealed class ServerCommand(
    TextWriter output,
    TextWriter errors,
    Func<string, string?> environment,
    IStorageFactory storage,
    TimeProvider time,
    ShutdownSignals signals)
{
    private const int Failed = 1;
    private const int Misused = 255;

    /// <summary>Runs until a signal comes. The result is the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var verbs = Verbs();
        if (verbs.Knows(arguments) && !(arguments is ["help"]))
        {
            return await verbs.RunAsync(arguments);
        }

        var line = CommandLine.Parse(arguments);
        if (line.Error is not null)
        {
            output.WriteLine(line.Error);
            errors.WriteLine("Error: " + line.Error);
            return Misused;
        }

        if (line.Help || line.Command == "help")
        {
            output.WriteLine(CommandLine.HelpText);
            return 0;
        }

        if (line.Command.Length > 0)
        {
            return Refuse(line.Command);
        }

        output.WriteLine($"Heketi {Version} (using .NET {Environment.Version})");
        if (line.Version)
        {
            return 0;
        }

        if (line.Config.Length == 0)
        {
            errors.WriteLine("Please provide configuration file");
            return Failed;
        }

        return Configure(line.Config, line.DisableAuth) is { } configuration ? await ServeAsync(configuration) : Failed;
    }

    private static string Version =>
        typeof(ServerCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private VerbRunner Verbs()
    {
        var console = new VerbConsole(output, errors, time);
        // Nobody is served: keys are not needed
        var offline = new OfflineVerbs(console, path => Configure(path, disableAuth: true), storage, time);
        return new(VerbTree.Root(new(console, time), new(console, time), offline), output, errors);
    }

    private int Refuse(string command)
    {
        var text = $"unknown command \"{command}\" for \"heketi\"";
        output.WriteLine(text);
        errors.WriteLine($"Error: {text}\nRun 'heketi --help' for usage.");
        return Misused;
    }

    private ConfigurationResult? Configure(string path, bool disableAuth)
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "no such file or directory" : e.Message;
            errors.WriteLine($"ERROR: Unable to open config file {path}: open {path}: {reason}");
            return null;
        }

        var result = ConfigurationReader.Read(json, environment, disableAuth);
        if (result.Errors.Count == 0)
        {
            return result;
        }

        foreach (var (_, text) in result.Notices)
        {
            errors.WriteLine("WARNING: " + text);
        }

        foreach (var error in result.Errors)
        {
            errors.WriteLine("ERROR: " + error);
        }

        return null;
    }

    private async Task<int> ServeAsync(ConfigurationResult configuration)
    {
        var settings = configuration.Settings;
        var levels = new LogLevelSwitch(settings.GlusterFs.LogLevel);
        using var provider = new HeketiLoggerProvider(levels, time, output, errors);
        using var loggers = LoggerFactory.Create(b => b.ClearProviders().AddProvider(provider).SetMinimumLevel(LogLevel.Trace));
        StartLog.Write(configuration, loggers.CreateLogger<ServerCommand>());
        if (!settings.Authentication)
        {
            errors.WriteLine("WARNING: Heketi started with --disable-auth");
        }

        try
        {
            await using var cluster = ClusterServices.Open(settings, loggers, time);
            await WaitForLeaseAsync(settings, cluster.Lease);
            await using var parts = await storage.OpenAsync(settings, cluster, loggers, time, signals.Stop);
            GiveBackMemory();
            await using var server = await HeketiServer.StartAsync(settings, parts, levels, provider, time, signals.Stop);
            signals.ModeReset += (_, _) => server.State.Mode = AdminMode.Normal;
            output.WriteLine($"Listening on port {server.Port}");
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(signals.Stop, cluster.Lease?.Lost ?? default);
            await UntilAsync(cluster.Lease is null ? null : () => server.State.StoreTrouble(), ending.Token);
            if (cluster.Lease?.Lost.IsCancellationRequested is true)
            {
                errors.WriteLine($"ERROR: the lease {settings.LeaseName} was lost: this server ends at once, start it again to stand by");
                return Failed;
            }

            if (!ending.IsCancellationRequested)
            {
                errors.WriteLine($"ERROR: this server cannot write any more; it ends, so that another one can take the lease {settings.LeaseName}");
                return Failed;
            }

            output.WriteLine("Shutting down...");
            await StopAsync(server, parts, settings.ShutdownGrace);
        }
        catch (StartFailedException e)
        {
            errors.WriteLine("ERROR: " + e.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            output.WriteLine("Shutting down...");
        }

        loggers.CreateLogger<ServerCommand>().LogInformation("Closed");
        return 0;
    }

    /// <summary>Reading, verifying and importing a database takes several times the memory of what is kept of it; it takes place once.</summary>
    private static void GiveBackMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Stands by, listening but not ready, until this server is the one that may write.</summary>
    private async Task WaitForLeaseAsync(ServerSettings settings, LeaseHolder? lease)
    {
        if (lease is not null)
        {
            await using var standby = await StandbyServer.StartAsync(settings, lease, signals.Stop);
            await lease.AcquireAsync(signals.Stop);
        }
    }

    /// <summary>Clients can poll until the running operations are done or the grace period is over.</summary>
    private async Task StopAsync(HeketiServer server, StorageParts parts, TimeSpan grace)
    {
        server.State.Stop();
        try
        {
            await parts.DrainAsync(grace).WaitAsync(signals.Now);
        }
        catch (OperationCanceledException) when (signals.Now.IsCancellationRequested)
        {
            // What still runs is journaled: the next start ends it
        }

        await server.StopAsync(CancellationToken.None);
    }

    /// <summary>
    /// Until the signal. One of several servers also ends when its store takes no changes any more: as long as it holds the lease, no other
    /// one can serve. A single server stays, and answers what it knows.
    /// </summary>
    private async Task UntilAsync(Func<string?>? trouble, CancellationToken signal)
    {
        var pause = trouble is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(1);
        while (!signal.IsCancellationRequested && trouble?.Invoke() is null)
        {
            await Task.Delay(pause, time, signal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
