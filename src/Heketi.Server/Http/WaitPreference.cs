using System.Globalization;

namespace Heketi.Server.Http;

/// <summary><c>Prefer: wait=N</c> (RFC 7240): the client would rather wait N seconds than ask again.</summary>
internal static class WaitPreference
{
    /// <summary>Longer waits are cut to this: proxies close connections on which nothing happens for a minute.</summary>
    public const int MostSeconds = 50;

    /// <summary>Seconds that the client would wait, cut; 0: it does not say.</summary>
    public static int Of(HttpContext context)
    {
        foreach (var header in context.Request.Headers["Prefer"])
        {
            foreach (var preference in (header ?? "").Split(','))
            {
                var parts = preference.Split(';')[0].Split('=', StringSplitOptions.TrimEntries);
                if (parts is [var name, var value]
                    && name.Equals("wait", StringComparison.OrdinalIgnoreCase)
                    && int.TryParse(value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                {
                    return Math.Min(seconds, MostSeconds);
                }
            }
        }

        return 0;
    }
}
