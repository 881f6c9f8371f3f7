using System.Globalization;
using Heketi.Contracts.Json;
using Heketi.Server.Administration;

namespace Heketi.Server.Configuration;

/// <summary>Reads Heketi's configuration file and environment.</summary>
public static class ConfigurationReader
{
    private const string LeewayVariable = "HEKETI_JWT_IAT_LEEWAY_SECONDS";
    private const string Prefix = "Unable to start application: ";

    /// <summary>Reads everything and reports all that is wrong at once.</summary>
    /// <param name="json">Content of the file.</param>
    /// <param name="environment">Environment variables; null or empty: not set.</param>
    /// <param name="disableAuth">--disable-auth was given.</param>
    public static ConfigurationResult Read(ReadOnlySpan<byte> json, Func<string, string?> environment, bool disableAuth)
    {
        ArgumentNullException.ThrowIfNull(environment);
        List<string> errors = [];
        List<(LogLevel Level, string Text)> notices = [];
        GoStruct root;
        try
        {
            root = GoStruct.Of(GoJsonParser.ParseFirst(json), "main", "Config");
        }
        catch (GoJsonException e)
        {
            return new(new(), ["Unable to parse configuration: " + e.Message], notices);
        }

        var source = new SettingsSource(root, "", environment, errors, notices);
        var settings = Root(source, environment, disableAuth, errors);
        source.WarnAboutUnknownKeys();
        try
        {
            root.ThrowIfWrong();
        }
        catch (GoJsonException e)
        {
            errors.Insert(0, "Unable to parse configuration: " + e.Message);
        }

        return new(settings, errors, notices);
    }

    private static ServerSettings Root(SettingsSource source, Func<string, string?> environment, bool disableAuth, List<string> errors)
    {
        source.Ignored("use_auth");
        var jwt = source.Section("jwt", "JwtAuthConfig");
        var settings = new ServerSettings
        {
            Port = Port(source),
            Authentication = !disableAuth,
            AdminKey = Key(jwt, "admin", "HEKETI_ADMIN_KEY"),
            UserKey = Key(jwt, "user", "HEKETI_USER_KEY"),
            IssuedAtLeeway = Leeway(source, environment(LeewayVariable)),
            BackupToKubeSecret = source.Switch("backup_db_to_kube_secret", "HEKETI_BACKUP_DB_TO_KUBE_SECRET", null),
            KubeSecretName = source.Environment("HEKETI_KUBE_DB_SECRET_NAME") ?? "heketi-db-backup",
            LeaseName = source.Text("kube_lease", "", "HEKETI_KUBE_LEASE"),
            LeaseDuration = TimeSpan.FromSeconds(source.Number("kube_lease_seconds", 15, 3, 3600)),
            KubeSecretLeads = source.YesNo("kube_db_secret_leads", "HEKETI_KUBE_DB_SECRET_LEADS"),
            KubeEvents = source.YesNo("kube_events", "HEKETI_KUBE_EVENTS"),
            Tls = source.Flag("enable_tls"),
            CertificateFile = source.Text("cert_file"),
            CertificateKeyFile = source.Text("key_file"),
            Profiling = source.Switch("profiling", "HEKETI_PROFILING", null),
            DefaultMode = Mode(source, errors),
            ShutdownGrace = TimeSpan.FromSeconds(source.Number("shutdown_grace_seconds", 30, 0, 3600, zeroIsDefault: false)),
        };
        jwt.WarnAboutUnknownKeys();
        if (settings.Authentication && (settings.AdminKey.IsEmpty || settings.UserKey.IsEmpty))
        {
            errors.Add("Missing JWT information in config file");
        }

        if (settings.Tls && settings.CertificateFile.Length == 0)
        {
            source.Refuse("cert_file", "", "the path of a PEM file, as enable_tls is true");
        }

        if (settings.Tls && settings.CertificateKeyFile.Length == 0)
        {
            source.Refuse("key_file", "", "the path of a PEM file, as enable_tls is true");
        }

        if (!source.Has("glusterfs"))
        {
            errors.Add(Prefix + "the configuration has no section \"glusterfs\"");
            return settings;
        }

        var needsCluster = settings.LeaseName.Length > 0 || settings.BackupToKubeSecret || settings.KubeEvents;
        return settings with { GlusterFs = GlusterFsReader.Read(source.Section("glusterfs", "GlusterFSConfig"), needsCluster, errors) };
    }

    private static int Port(SettingsSource source)
    {
        const string variable = "HEKETI_HTTP_PORT";
        var text = source.Text("port", "0", variable);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535)
        {
            return port;
        }

        source.Refuse("port", text, "a TCP port from 0 to 65535, as a string; 0 or empty is any free one", variable);
        return 0;
    }

    private static Secret Key(SettingsSource jwt, string issuer, string variable)
    {
        var section = jwt.Section(issuer, "Issuer");
        var key = new Secret(section.Text("key", "", variable));
        section.WarnAboutUnknownKeys();
        return key;
    }

    private static AdminMode Mode(SettingsSource source, List<string> errors)
    {
        var text = source.Text("default_state", "normal", "HEKETI_DEFAULT_STATE");
        if (AdminModeNames.Parse(text) is { } mode)
        {
            return mode;
        }

        errors.Add($"unable to set admin state: unknown admin state name: {text}: default_state must be one of normal, read-only, local-client");
        return AdminMode.Normal;
    }

    private static TimeSpan Leeway(SettingsSource source, string? text)
    {
        const int otherwise = 120;
        if (text is null)
        {
            return TimeSpan.FromSeconds(otherwise);
        }

        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        source.Notice(
            LogLevel.Information,
            $"{LeewayVariable} not valid: \"{text}\" is not a whole number of seconds, using default: {otherwise}");
        return TimeSpan.FromSeconds(otherwise);
    }
}
