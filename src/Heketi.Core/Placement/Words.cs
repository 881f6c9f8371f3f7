using System.Globalization;

namespace Heketi.Core.Placement;

/// <summary>Numbers in texts for people.</summary>
internal static class Words
{
    public static string Plural(long count, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");

    public static string GiB(UInt128 kiB) =>
        ((double)kiB / SetShape.KiBPerGiB).ToString("0.##", CultureInfo.InvariantCulture) + " GiB";

    public static string MiB(ulong kiB) => (kiB / 1024d).ToString("0.##", CultureInfo.InvariantCulture) + " MiB";
}
