using System.Globalization;
using System.Text;

namespace Heketi.Cli.Parsing;

/// <summary>Values and errors as the original's runtime writes and reads them; scripts compare these texts.</summary>
internal static class GoText
{
    /// <summary>A text in double quotes with escapes.</summary>
    public static string Quote(string text) => Quote(text, '"');

    /// <summary>A character in single quotes with escapes.</summary>
    public static string Quote(Rune character) => Quote(character.ToString(), '\'');

    /// <exception cref="UsageException">It is neither true nor false.</exception>
    public static bool ParseBoolean(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw new UsageException($"strconv.ParseBool: parsing {Quote(text)}: invalid syntax"),
    };

    /// <exception cref="UsageException">It is no whole number, or none of 64 bits.</exception>
    public static long ParseInteger(string text)
    {
        var negative = text.StartsWith('-');
        var digits = negative || text.StartsWith('+') ? text[1..] : text;
        var (radix, rest) = Radix(digits);
        if (rest.Length == 0 || !rest.All(digit => DigitValue(digit) < radix))
        {
            throw new UsageException($"strconv.ParseInt: parsing {Quote(text)}: invalid syntax");
        }

        var value = rest.Aggregate(Int128.Zero, (sum, digit) => sum > long.MaxValue ? sum : (sum * radix) + DigitValue(digit));
        value = negative ? -value : value;
        return value >= long.MinValue && value <= long.MaxValue
            ? (long)value
            : throw new UsageException($"strconv.ParseInt: parsing {Quote(text)}: value out of range");
    }

    /// <exception cref="UsageException">It is no number.</exception>
    public static double ParseNumber(string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"strconv.ParseFloat: parsing {Quote(text)}: invalid syntax");
    }

    private static (int Radix, string Digits) Radix(string digits) => digits switch
    {
        ['0', 'x' or 'X', .. var rest] => (16, rest),
        ['0', 'b' or 'B', .. var rest] => (2, rest),
        ['0', 'o' or 'O', .. var rest] => (8, rest),
        ['0', .. { Length: > 0 } rest] => (8, rest),
        _ => (10, digits),
    };

    private static int DigitValue(char digit) => char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : int.MaxValue;

    private static string Quote(string text, char quote)
    {
        var quoted = new StringBuilder().Append(quote);
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                < ' ' or 0x7f => string.Create(CultureInfo.InvariantCulture, $@"\x{rune.Value:x2}"),
                _ when rune.Value == quote => $@"\{quote}",
                _ => rune.ToString(),
            });
        }

        return quoted.Append(quote).ToString();
    }
}
