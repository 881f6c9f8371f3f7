namespace Heketi.Nodes.Simulation;

/// <summary>How a command of a simulated host ends.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">Stdout.</param>
/// <param name="Errors">Stderr.</param>
internal readonly record struct SimulatedAnswer(int ExitCode, string Output, string Errors)
{
    /// <summary>Success in silence.</summary>
    public static SimulatedAnswer Silence { get; } = new(0, "", "");

    /// <summary>Success.</summary>
    public static SimulatedAnswer Says(string output) => new(0, output, "");

    /// <summary>Failure.</summary>
    public static SimulatedAnswer Fails(int exitCode, string errors) => new(exitCode, "", errors);
}
