using Heketi.Client.Errors;

namespace Heketi.Client.Http;

/// <summary>The path of a request, made of segments, so that an id can never reach into another path.</summary>
internal sealed record ApiPath
{
    private ApiPath(string escaped) => Escaped = escaped;

    /// <summary>As it is sent.</summary>
    public string Escaped { get; }

    /// <exception cref="HeketiAddressException">A segment is empty, <c>.</c> or <c>..</c>: no id is, and a URL would swallow it.</exception>
    public static ApiPath Of(params ReadOnlySpan<string> segments)
    {
        var escaped = "";
        foreach (var segment in segments)
        {
            if (segment is "" or "." or "..")
            {
                throw new HeketiAddressException($"'{segment}' is not an id; ids are 32 hexadecimal digits");
            }

            escaped += "/" + Uri.EscapeDataString(segment);
        }

        return new ApiPath(escaped);
    }
}
