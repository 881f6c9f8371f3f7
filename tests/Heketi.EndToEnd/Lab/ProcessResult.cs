namespace Heketi.EndToEnd.Lab;

/// <summary>How a process ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output of a process that had to succeed.</summary>
    public string Require(string what) => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"{what} ended with {ExitCode}\nstdout: {Output}\nstderr: {Error}");
}
