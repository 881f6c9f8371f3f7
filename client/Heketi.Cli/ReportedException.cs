namespace Heketi.Cli;

/// <summary>The command failed and has said so already, in its own place of the output.</summary>
internal sealed class ReportedException : Exception;
