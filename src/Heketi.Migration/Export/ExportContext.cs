using System.Text.Json;
using System.Text.Json.Serialization;
using Heketi.Contracts.Json;

namespace Heketi.Migration.Export;

/// <summary>Serializers of the export, made at compile time.</summary>
[JsonSerializable(typeof(ExportDocument))]
internal sealed partial class ExportContext : JsonSerializerContext
{
    /// <summary>Reads names in any case and leaves unknown ones out, as the original does; writes what Go would write.</summary>
    public static ExportContext Go { get; } = new(new JsonSerializerOptions
    {
        Encoder = GoJsonEncoder.Instance,
        PropertyNameCaseInsensitive = true,
        WriteIndented = true,
        IndentSize = 4,
    });
}
