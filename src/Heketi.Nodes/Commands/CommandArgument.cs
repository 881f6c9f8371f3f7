namespace Heketi.Nodes.Commands;

/// <summary>One word of a command line, plain or secret.</summary>
public readonly record struct CommandArgument
{
    private readonly string _value;

    private CommandArgument(string value, bool isSecret)
    {
        _value = value;
        IsSecret = isSecret;
    }

    /// <summary>It is shown as <c>***</c>.</summary>
    public bool IsSecret { get; }

    /// <summary>The word itself, for the rendered command only.</summary>
    internal string Value => _value ?? "";

    /// <summary>A plain word.</summary>
    public static implicit operator CommandArgument(string value) => FromString(value);

    /// <summary>A secret word.</summary>
    public static implicit operator CommandArgument(Secret secret) => FromSecret(secret);

    /// <summary>A plain word.</summary>
    public static CommandArgument FromString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value, isSecret: false);
    }

    /// <summary>A secret word.</summary>
    public static CommandArgument FromSecret(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new(secret.Value, isSecret: true);
    }

    /// <summary>The word as the log shows it.</summary>
    public override string ToString() => IsSecret ? "***" : ShellQuoting.Quote(Value);
}
