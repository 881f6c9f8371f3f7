namespace Heketi.Nodes.Commands;

/// <summary>
/// Runs only when its step's command failed: a look whether the work was done before, or another way to do it. The first
/// fallback that says so ends the step well.
/// </summary>
/// <param name="Command">The command.</param>
/// <param name="Kind">What its end says.</param>
public sealed record CommandFallback(CommandLine Command, FallbackKind Kind);
