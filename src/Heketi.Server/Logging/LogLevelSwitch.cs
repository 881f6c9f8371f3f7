namespace Heketi.Server.Logging;

/// <summary>The log level, which can be changed while the server runs.</summary>
public sealed class LogLevelSwitch(LogLevel start)
{
    private volatile LogLevel level = start;

    /// <summary>The least level that is written.</summary>
    public LogLevel Level
    {
        get => level;
        set => level = value;
    }
}
