namespace Heketi.Server.Configuration;

/// <summary>A value that must not be seen: prints ***.</summary>
public sealed class Secret(string value)
{
    /// <summary>Nothing.</summary>
    public static readonly Secret None = new("");

    /// <summary>The value itself. Not for logs.</summary>
    public string Reveal() => value;

    /// <summary>Whether there is a value.</summary>
    public bool IsEmpty => value.Length == 0;

    /// <inheritdoc/>
    public override string ToString() => IsEmpty ? "" : "***";
}
