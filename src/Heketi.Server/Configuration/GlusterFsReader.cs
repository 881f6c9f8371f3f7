using System.Collections.Immutable;
using Heketi.Server.Logging;

namespace Heketi.Server.Configuration;

/// <summary>Reads the section <c>glusterfs</c>.</summary>
internal static class GlusterFsReader
{
    private const string Prefix = "Unable to start application: ";

    public static GlusterFsSettings Read(SettingsSource source, bool needsCluster, List<string> errors)
    {
        source.Ignored("allocator");
        var settings = new GlusterFsSettings
        {
            Database = source.Text("db", "heketi.db", "HEKETI_DB_PATH"),
            DatabaseReadOnly = source.Flag("db_read_only"),
            Executor = Executor(source, errors),
            LogLevel = Level(source),
            BrickMaxGiB = (int)source.Number("brick_max_size_gb", 4096, 1, int.MaxValue),
            BrickMinGiB = (int)source.Number("brick_min_size_gb", 1, 1, int.MaxValue),
            MaxBricksPerVolume = (int)source.Number("max_bricks_per_volume", 32, 1, int.MaxValue),
            AverageFileKiB = (ulong)source.Number("average_file_size_kb", 64, 1, long.MaxValue),
            PreRequestVolumeOptions = List(source.Text("pre_request_volume_options", "", "HEKETI_PRE_REQUEST_VOLUME_OPTIONS")),
            PostRequestVolumeOptions = List(source.Text("post_request_volume_options", "", "HEKETI_POST_REQUEST_VOLUME_OPTIONS")),
            StrictZones = StrictZones(source),
            MaxVolumesPerCluster = (int)source.Number("max_volumes_per_cluster", 1000, int.MinValue, int.MaxValue, variable: "HEKETI_GLUSTER_MAX_VOLUMES_PER_CLUSTER"),
            AutoCreateBlockHostingVolume = source.Flag("auto_create_block_hosting_volume", variable: "HEKETI_AUTO_CREATE_BLOCK_HOSTING_VOLUME"),
            BlockHostingVolumeGiB = (int)source.Number("block_hosting_volume_size", 1024, 1, int.MaxValue, variable: "HEKETI_BLOCK_HOSTING_VOLUME_SIZE"),
            BlockHostingVolumeOptions = List(source.Text("block_hosting_volume_options", "group gluster-block", "HEKETI_BLOCK_HOSTING_VOLUME_OPTIONS")),
            MonitorNodes = !source.Switch("disable_monitor_gluster_nodes", "HEKETI_DISABLE_HEALTH_MONITOR", "true"),
            MonitorInterval = Seconds(source, "refresh_time_monitor_gluster_nodes", 120),
            MonitorStart = Seconds(source, "start_time_monitor_gluster_nodes", 10),
            BackgroundCleaner = !source.Switch("disable_background_cleaner", "HEKETI_DISABLE_BACKGROUND_CLEANER", "true"),
            CleanerStart = Seconds(source, "start_time_background_cleaner", 60),
            CleanerInterval = Seconds(source, "refresh_time_background_cleaner", 3600),
            MaxInflightOperations = Inflight(source),
            MaxQueuedOperations = (int)source.Number("max_queued_operations", 64, 0, int.MaxValue / 2, zeroIsDefault: false),
            BrickHealWait = TimeSpan.FromSeconds(source.Number("brick_heal_wait_seconds", 600, 0, int.MaxValue, zeroIsDefault: false)),
            MockDeviceGiB = MockDevice(source),
            DatabaseLockWait = LockWait(source),
        };
        settings = ReadExecutor(source, settings, needsCluster, errors);
        if (settings.BrickMinGiB > settings.BrickMaxGiB)
        {
            source.Refuse("brick_min_size_gb", $"{settings.BrickMinGiB}", $"at most brick_max_size_gb, which is {settings.BrickMaxGiB}");
        }

        WarnAboutRetries(source);
        source.WarnAboutUnknownKeys();
        return settings;
    }

    /// <summary>Only the chosen executor's section is bound to be right; the environment is read for it alone (Heketi v10).</summary>
    private static GlusterFsSettings ReadExecutor(
        SettingsSource source, GlusterFsSettings settings, bool needsCluster, List<string> errors)
    {
        var ssh = source.Section("sshexec", "SshConfig");
        var kube = source.Section("kubeexec", "KubeConfig");
        var inject = source.Section("injectexec", "InjectConfig");
        if (settings.Executor is ExecutorKind.InjectSsh or ExecutorKind.InjectMock)
        {
            settings = settings with { Injection = InjectionReader.Read(inject) };
        }

        switch (settings.Executor)
        {
            case ExecutorKind.Ssh or ExecutorKind.InjectSsh:
                settings = settings with { Ssh = ExecutorReader.Ssh(ssh) };
                if (settings.Ssh.Connection.KeyFile.Length == 0 && settings.Executor is ExecutorKind.Ssh or ExecutorKind.InjectSsh)
                {
                    errors.Add(Prefix + "Missing ssh private key file in configuration");
                }

                return settings;
            case ExecutorKind.Kubernetes:
                return settings with { Kube = ExecutorReader.Kube(kube) };
            default:
                // The server's own objects (lease, backup) are in the same cluster
                return !needsCluster ? settings : settings with { Kube = ExecutorReader.Kube(kube) };
        }
    }

    private static ExecutorKind Executor(SettingsSource source, List<string> errors)
    {
        var text = source.Text("executor", "ssh", "HEKETI_EXECUTOR");
        switch (text)
        {
            case "ssh":
                return ExecutorKind.Ssh;
            case "kube" or "kubernetes":
                return ExecutorKind.Kubernetes;
            case "mock":
                return ExecutorKind.Mock;
            case "inject/ssh":
                return ExecutorKind.InjectSsh;
            case "inject/mock":
                return ExecutorKind.InjectMock;
            default:
                errors.Add(Prefix + $"invalid executor: {text}: glusterfs.executor must be one of ssh, kubernetes (or kube), mock, inject/ssh, inject/mock");
                return ExecutorKind.Mock;
        }
    }

    /// <summary>A bad level is only logged, as in Heketi v10.</summary>
    private static LogLevel Level(SettingsSource source)
    {
        var text = source.Text("loglevel", "info", "HEKETI_GLUSTERAPP_LOGLEVEL");
        if (LogLevelNames.Parse(text) is { } level)
        {
            return level;
        }

        source.Notice(LogLevel.Error, $"invalid log level: {text}: glusterfs.loglevel must be one of {LogLevelNames.Allowed}; it stays info");
        return LogLevel.Information;
    }

    /// <summary>Every word but strict means none, as in Heketi v10; other words than none are warned about.</summary>
    private static bool StrictZones(SettingsSource source)
    {
        var text = source.Text("zone_checking", "none", "HEKETI_ZONE_CHECKING");
        if (text is not ("none" or "strict"))
        {
            source.Notice(LogLevel.Warning, $"glusterfs.zone_checking is \"{text}\"; allowed: none, strict; it acts like none");
        }

        return text == "strict";
    }

    /// <summary>A negative number in the environment means no limit to speak of, as in Heketi v10.</summary>
    private static int Inflight(SettingsSource source)
    {
        const string variable = "HEKETI_MAX_INFLIGHT_OPERATIONS";
        var least = source.Environment(variable) is null ? 1 : long.MinValue;
        var value = source.Number("max_inflight_operations", 8, least, long.MaxValue, variable: variable);
        return value < 0 ? int.MaxValue / 2 : (int)Math.Min(value, int.MaxValue / 2);
    }

    /// <summary>Accepted for old files. A create that fails is undone and not tried with other bricks: the reason would be the same.</summary>
    private static void WarnAboutRetries(SettingsSource source)
    {
        var section = source.Section("operation_retry_limits", "RetryLimitConfig");
        section.Number("volume_create", 0, int.MinValue, int.MaxValue);
        section.WarnAboutUnknownKeys();
        if (section.Has("volume_create"))
        {
            source.Notice(
                LogLevel.Warning,
                "glusterfs.operation_retry_limits.volume_create has no effect: a volume create that fails is undone at once and not tried again");
        }
    }

    private static int MockDevice(SettingsSource source) =>
        int.TryParse(source.Environment("HEKETI_MOCK_DEVICE_SIZE_GB"), out var size) && size > 0 ? size : 500;

    private static TimeSpan LockWait(SettingsSource source)
    {
        const string variable = "HEKETI_DB_LOCK_WAIT_SECONDS";
        if (source.Environment(variable) is not { } text)
        {
            return TimeSpan.Zero;
        }

        if (ushort.TryParse(text, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        source.Refuse(variable, text, "a whole number of seconds up to 65535", variable);
        return TimeSpan.Zero;
    }

    private static TimeSpan Seconds(SettingsSource source, string key, int otherwise) =>
        TimeSpan.FromSeconds(source.Number(key, otherwise, 1, int.MaxValue));

    /// <summary>A comma list; empty gives one empty element (Heketi API).</summary>
    private static ImmutableArray<string> List(string text) => [.. text.Split(',')];
}
