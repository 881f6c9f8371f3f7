namespace Heketi.Cli.Templates;

/// <summary>Sorts of words between the braces of a template.</summary>
internal enum TokenKind
{
    /// <summary>Between the actions; printed as it is.</summary>
    Literal,

    /// <summary>Start of an action.</summary>
    Open,

    /// <summary>End of an action.</summary>
    Close,

    /// <summary>A single dot.</summary>
    Dot,

    /// <summary>A dot and a name.</summary>
    Field,

    /// <summary>A dollar sign with or without a name.</summary>
    Variable,

    /// <summary>A keyword or function.</summary>
    Word,

    /// <summary>A text in quotes or backticks.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>| ( ) , = :=</summary>
    Sign,

    /// <summary>The template is at its end.</summary>
    End,
}
