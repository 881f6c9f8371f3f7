namespace Heketi.Nodes.FaultInjection;

/// <summary>What a hook answers in the place of a host (<c>Reaction</c> of the original's configuration).</summary>
public sealed record Reaction
{
    /// <summary><c>Result</c>: what the command writes to stdout.</summary>
    public string Result { get; init; } = "";

    /// <summary><c>Err</c>: not empty: the command fails, with this on stderr unless <see cref="ErrOutput"/> is given.</summary>
    public string Err { get; init; } = "";

    /// <summary><c>Pause</c>, seconds: waited before the answer.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary><c>Panic</c>: not empty: the server dies at once with this text.</summary>
    public string Panic { get; init; } = "";

    /// <summary><c>ExitStatus</c>: exit code; not 0: the command fails.</summary>
    public int ExitStatus { get; init; }

    /// <summary><c>ErrOutput</c>: what the command writes to stderr.</summary>
    public string ErrOutput { get; init; } = "";

    /// <summary><c>ForceErr</c>: fails even with an empty <see cref="Err"/>.</summary>
    public bool ForceErr { get; init; }

    /// <summary><c>ForceErrOutput</c>: an empty <see cref="ErrOutput"/> stays empty.</summary>
    public bool ForceErrOutput { get; init; }

    /// <summary>The exit code that follows from all this: an error without one has 1.</summary>
    public int ExitCode => ExitStatus == 0 && (Err.Length > 0 || ForceErr) ? 1 : ExitStatus;

    /// <summary>The stderr that follows from all this.</summary>
    public string ErrorText => ErrOutput.Length == 0 && !ForceErrOutput ? Err : ErrOutput;

    /// <summary>It only waits.</summary>
    public bool IsDelay => Pause > TimeSpan.Zero && ExitCode == 0 && Result.Length == 0 && ErrorText.Length == 0;
}
