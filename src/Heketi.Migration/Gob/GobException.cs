namespace Heketi.Migration.Gob;

/// <summary>A gob value cannot be decoded.</summary>
internal sealed class GobException(int offset, string message) : Exception(message)
{
    /// <summary>Where, from the start of the value, bytes.</summary>
    public int Offset { get; } = offset;
}
