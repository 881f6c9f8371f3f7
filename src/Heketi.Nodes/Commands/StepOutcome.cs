namespace Heketi.Nodes.Commands;

/// <summary>What became of a step.</summary>
public enum StepOutcome
{
    /// <summary>Its command succeeded.</summary>
    Done,

    /// <summary>Its command failed, but a fallback says that all is well.</summary>
    DoneByFallback,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>An earlier step failed.</summary>
    NotRun,
}
