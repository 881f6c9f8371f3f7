using System.Globalization;

namespace Heketi.Server.Logging;

/// <summary>Writes lines like <c>[heketi] INFO 2026/01/02 15:04:05 text</c>; errors go to the second writer.</summary>
public sealed class HeketiLoggerProvider(LogLevelSwitch levels, TimeProvider time, TextWriter output, TextWriter errors) : ILoggerProvider
{
    private readonly LogLevelSwitch levels = levels;
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        new HeketiLogger(this, Least(categoryName));

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Write(LogLevel level, string text, Exception? exception)
    {
        var stamp = time.GetLocalNow().ToString("yyyy'/'MM'/'dd HH':'mm':'ss", CultureInfo.InvariantCulture);
        var tail = exception is null ? "" : ": " + (levels.Level <= LogLevel.Debug ? exception.ToString() : Messages(exception));
        var line = $"[heketi] {level.Name().ToUpperInvariant()} {stamp} {text.ReplaceLineEndings("\\n")}{tail}";
        var writer = level >= LogLevel.Error ? errors : output;
        lock (gate)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }

    /// <summary>The framework's own notes are of no use to admins; what its host has to say about a failed start, we say ourselves.</summary>
    private static LogLevel Least(string category) =>
        category.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) ? LogLevel.Critical
        : category.StartsWith("Microsoft.", StringComparison.Ordinal) ? LogLevel.Warning
        : LogLevel.Trace;

    private static string Messages(Exception exception) => exception.InnerException is { } inner
        ? $"{exception.Message}: {Messages(inner)}"
        : exception.Message;

    private sealed class HeketiLogger(HeketiLoggerProvider provider, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel is not LogLevel.None && logLevel >= least && logLevel >= provider.levels.Level;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                provider.Write(logLevel, formatter(state, exception), exception);
            }
        }
    }
}
