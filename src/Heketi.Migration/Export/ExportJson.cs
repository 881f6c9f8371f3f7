using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Heketi.Contracts.Json;

namespace Heketi.Migration.Export;

/// <summary>The export as text, byte for byte as Go writes it: four blanks an indentation, entries in order of their ids.</summary>
public static class ExportJson
{
    /// <summary>Writes the document; one newline at the end.</summary>
    public static void Write(ExportDocument document, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(
            output, new JsonWriterOptions { Encoder = GoJsonEncoder.Instance, Indented = true, IndentSize = 4, SkipValidation = true });
        Write(document, writer);
        writer.Flush();
        output.Write("\n"u8);
    }

    /// <summary>Writes the document as a value of a larger one.</summary>
    public static void Write(ExportDocument document, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        Section(writer, "clusterentries", document.Clusters, ExportContext.Go.ClusterEntry);
        Section(writer, "volumeentries", document.Volumes, ExportContext.Go.VolumeEntry);
        Section(writer, "brickentries", document.Bricks, ExportContext.Go.BrickEntry);
        Section(writer, "nodeentries", document.Nodes, ExportContext.Go.NodeEntry);
        Section(writer, "deviceentries", document.Devices, ExportContext.Go.DeviceEntry);
        Section(writer, "blockvolumeentries", document.BlockVolumes, ExportContext.Go.BlockVolumeEntry);
        Section(writer, "dbattributeentries", document.Attributes, ExportContext.Go.AttributeEntry);
        Section(writer, "pendingoperations", document.Operations, ExportContext.Go.OperationEntry);
        writer.WriteEndObject();
    }

    /// <summary>Writes the document.</summary>
    public static byte[] Write(ExportDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(document, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="MigrationException">It is not JSON (in Go's words), or a field has another type.</exception>
    public static ExportDocument Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ExportContext.Go.ExportDocument) ?? new();
        }
        catch (JsonException e)
        {
            throw new MigrationException("Could not decode input file as JSON: " + (GoError(json) ?? $"{e.Path}, line {e.LineNumber + 1}: {e.Message}"), e);
        }
    }

    private static string? GoError(ReadOnlySpan<byte> json)
    {
        try
        {
            GoJsonParser.ParseFirst(json);
            return null;
        }
        catch (GoJsonException e)
        {
            return e.Message;
        }
    }

    private static void Section<T>(Utf8JsonWriter writer, string name, Dictionary<string, T> entries, JsonTypeInfo<T> type)
    {
        writer.WriteStartObject(name);
        foreach (var (id, entry) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(id);
            JsonSerializer.Serialize(writer, entry, type);
        }

        writer.WriteEndObject();
    }
}
