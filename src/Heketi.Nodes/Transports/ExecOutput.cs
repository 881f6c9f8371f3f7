namespace Heketi.Nodes.Transports;

/// <summary>What an exec left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Stdout.</param>
/// <param name="Errors">Stderr.</param>
public sealed record ExecOutput(int ExitCode, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Errors);
