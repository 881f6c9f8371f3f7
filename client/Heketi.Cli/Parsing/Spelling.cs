namespace Heketi.Cli.Parsing;

/// <summary>How far typed words are from known ones.</summary>
internal static class Spelling
{
    /// <summary>Words that differ by no more than this are taken for the same with typing errors.</summary>
    public const int LargestTypingDistance = 2;

    /// <summary>Number of characters to add, drop or replace (Levenshtein).</summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, replaced);
            }
        }

        return row[^1];
    }
}
