namespace Heketi.Cli.Parsing;

/// <summary>The command line is wrong. The message follows <c>Error: </c>.</summary>
internal sealed class UsageException(string message) : Exception(message);
