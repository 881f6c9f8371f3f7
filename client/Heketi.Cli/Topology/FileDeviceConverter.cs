using System.Text.Json;
using System.Text.Json.Serialization;

namespace Heketi.Cli.Topology;

/// <summary>Reads a disk in both of its forms: <c>"/dev/sdb"</c> and <c>{"name": "/dev/sdb", "destroydata": true}</c>.</summary>
internal sealed class FileDeviceConverter : JsonConverter<FileDevice>
{
    public override FileDevice? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            return new FileDevice { Name = reader.GetString() ?? "" };
        }

        var device = JsonSerializer.Deserialize(ref reader, TopologyFileContext.Default.FileDeviceObject)
            ?? throw new JsonException("A device is a path or an object");
        return new FileDevice { Name = device.Name ?? "", DestroyData = device.DestroyData, Tags = device.Tags };
    }

    public override void Write(Utf8JsonWriter writer, FileDevice value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Topology files are read only");
}
