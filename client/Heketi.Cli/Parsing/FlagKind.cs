namespace Heketi.Cli.Parsing;

/// <summary>What a flag takes.</summary>
internal enum FlagKind
{
    /// <summary>True when it is there; <c>--flag=false</c> takes it back.</summary>
    Boolean,

    /// <summary>A whole number of 64 bits: decimal, 0x, 0o or 0b.</summary>
    Integer,

    /// <summary>A floating point number.</summary>
    Number,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>A comma list; given several times, the lists are joined.</summary>
    TextList,
}
