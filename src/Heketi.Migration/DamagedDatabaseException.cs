namespace Heketi.Migration;

/// <summary>The file is no database of the original Heketi, or damaged. It was not changed.</summary>
public sealed class DamagedDatabaseException(Damage damage) : Exception(damage?.ToString())
{
    /// <summary>Where and what.</summary>
    public Damage Damage { get; } = damage;
}
