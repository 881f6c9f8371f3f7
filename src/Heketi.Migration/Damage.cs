namespace Heketi.Migration;

/// <summary>A place of a database file that cannot be read.</summary>
/// <param name="Page">Number of the page, from 0.</param>
/// <param name="Offset">Offset in the file, bytes.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record Damage(long Page, long Offset, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"page {Page}, offset {Offset}: {Message}";
}
