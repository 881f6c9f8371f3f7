namespace Heketi.Server.Logging;

/// <summary>Names of log levels in the Heketi API.</summary>
public static class LogLevelNames
{
    /// <summary>All names, the most silent first.</summary>
    public const string Allowed = "none, critical, error, warning, info, debug";

    /// <summary>The level of a name (lower case only); null for another word.</summary>
    public static LogLevel? Parse(string name) => name switch
    {
        "none" => LogLevel.None,
        "critical" => LogLevel.Critical,
        "error" => LogLevel.Error,
        "warning" => LogLevel.Warning,
        "info" => LogLevel.Information,
        "debug" => LogLevel.Debug,
        _ => null,
    };

    /// <summary>The name.</summary>
    public static string Name(this LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        LogLevel.Critical => "critical",
        _ => "none",
    };
}
