using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Heketi.Client.Errors;

namespace Heketi.Client.Json;

/// <summary>Heketi's JSON: no blanks, keys in fixed order, <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> as lower case escapes.</summary>
public static class HeketiJson
{
    /// <summary>The contracts of the API, without reflection.</summary>
    public static HeketiJsonContext Contracts { get; } = new(new JsonSerializerOptions(HeketiJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The JSON text of a value, without a newline at the end.</summary>
    public static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type)
        // outside of strings these three do not occur
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal);

    internal static byte[] Body<T>(T value, JsonTypeInfo<T> type) => Encoding.UTF8.GetBytes(Write(value, type));

    internal static T Read<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type)
                ?? throw new HeketiProtocolException("The server answered null where it owes a value");
        }
        catch (JsonException e)
        {
            throw new HeketiProtocolException($"The server's answer is not what Heketi sends ({e.Message})", e);
        }
    }
}
