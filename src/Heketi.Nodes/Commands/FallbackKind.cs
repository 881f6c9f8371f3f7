namespace Heketi.Nodes.Commands;

/// <summary>What the end of a fallback says.</summary>
public enum FallbackKind
{
    /// <summary>Exit code 0: the step is done.</summary>
    Succeeds,

    /// <summary>Exit code other than 0: the step is done.</summary>
    Fails,

    /// <summary>Exit code 0 and something on stdout: the step is done.</summary>
    Prints,

    /// <summary>Exit code 0 and nothing on stdout: the step is done.</summary>
    PrintsNothing,

    /// <summary>Nothing: it only puts more into the log.</summary>
    Explains,
}
