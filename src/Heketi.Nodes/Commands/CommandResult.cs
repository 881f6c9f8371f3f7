using System.Text;

namespace Heketi.Nodes.Commands;

/// <summary>How one command ended.</summary>
/// <param name="Command">The command.</param>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="Errors">What it wrote to stderr.</param>
/// <param name="Duration">How long it ran by the clock of the host; zero when its shell has no fine clock (bash before 5).</param>
public sealed record CommandResult(
    CommandLine Command,
    int ExitCode,
    ReadOnlyMemory<byte> Output,
    ReadOnlyMemory<byte> Errors,
    TimeSpan Duration)
{
    /// <summary>Stdout as text; bytes that are no UTF-8 become U+FFFD.</summary>
    public string OutputText => Encoding.UTF8.GetString(Output.Span);

    /// <summary>Stderr as text; bytes that are no UTF-8 become U+FFFD.</summary>
    public string ErrorText => Encoding.UTF8.GetString(Errors.Span);
}
