using System.Globalization;

namespace Heketi.Server.Metrics;

/// <summary>Numbers as Go's Prometheus library prints them: from a million on with an exponent, of the shortest form that reads back equal.</summary>
public static class GoNumber
{
    private const double FirstWithExponent = 1_000_000;

    /// <summary>The text of a number that is not negative.</summary>
    public static string Of(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (value < FirstWithExponent)
        {
            return text;
        }

        var exponent = 0;
        var split = text.IndexOf('E', StringComparison.Ordinal);
        if (split >= 0)
        {
            exponent = int.Parse(text.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..split];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        exponent += (point < 0 ? text.Length : point) - 1;
        var digits = text.Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        var mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : digits;
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e+{exponent:00}");
    }
}
