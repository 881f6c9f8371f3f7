using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Heketi.Contracts.Json;

/// <summary>Writes 32 bit floats as Go does: the shortest digits, an exponent only below 1e-6 and from 1e21 on.</summary>
public sealed class GoFloatConverter : JsonConverter<float>
{
    /// <inheritdoc/>
    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var size = Math.Abs(value);
        if (size is > 0 and (< 1e-6f or >= 1e21f))
        {
            writer.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal).Replace('E', 'e'));
        }
        else
        {
            writer.WriteRawValue(decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture));
        }
    }
}
