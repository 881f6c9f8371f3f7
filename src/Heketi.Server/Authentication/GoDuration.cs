namespace Heketi.Server.Authentication;

/// <summary>Durations as Go prints them: 498715h19m13s, 1m0s, 10s.</summary>
internal static class GoDuration
{
    /// <summary>Go's largest duration, about 292 years, in seconds.</summary>
    private const long MaxSeconds = long.MaxValue / 1_000_000_000;

    public static string OfSeconds(long seconds)
    {
        if (seconds > MaxSeconds)
        {
            return "2562047h47m16.854775807s";
        }

        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        var text = $"{seconds % 60}s";
        return hours > 0 ? $"{hours}h{minutes}m{text}" : minutes > 0 ? $"{minutes}m{text}" : text;
    }
}
