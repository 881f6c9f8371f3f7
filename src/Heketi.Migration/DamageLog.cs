namespace Heketi.Migration;

/// <summary>Ends the reading at the first damage, or collects all of it and lets the reader go on with what is whole.</summary>
internal sealed class DamageLog(bool salvage)
{
    /// <summary>More are counted only: a file of zeros must not fill the memory with messages.</summary>
    private const int MostKept = 1000;

    private readonly List<Damage> found = [];
    private int more;

    /// <summary>Whether reading goes on after damage.</summary>
    public bool Salvages => salvage;

    /// <summary>What was found, in order of reading.</summary>
    public IReadOnlyList<Damage> Found => more == 0 ? found : [.. found, new(0, 0, $"{more} more damaged places")];

    /// <exception cref="DamagedDatabaseException">Nothing is to be salvaged.</exception>
    public void Add(long page, long offset, string message)
    {
        var damage = new Damage(page, offset, message);
        if (!salvage)
        {
            throw new DamagedDatabaseException(damage);
        }

        if (found.Count < MostKept)
        {
            found.Add(damage);
        }
        else
        {
            more++;
        }
    }
}
