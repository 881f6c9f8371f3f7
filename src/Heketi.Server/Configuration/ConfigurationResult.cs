namespace Heketi.Server.Configuration;

/// <summary>What came of reading the configuration.</summary>
/// <param name="Settings">The settings; only meant for use when there are no errors.</param>
/// <param name="Errors">What stops the start: all of it.</param>
/// <param name="Notices">What is only logged.</param>
public sealed record ConfigurationResult(
    ServerSettings Settings, IReadOnlyList<string> Errors, IReadOnlyList<(LogLevel Level, string Text)> Notices);
