using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Output;

/// <summary>The Kubernetes PersistentVolume of a volume.</summary>
internal static class PersistentVolume
{
    private const int IdDigits = 8;

    /// <summary>Indented JSON without a newline at the end.</summary>
    public static string Json(VolumeInfoResponse volume, string endpoint)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("kind", "PersistentVolume");
        writer.WriteString("apiVersion", "v1");
        writer.WriteStartObject("metadata");
        writer.WriteString("name", $"glusterfs-{volume.Id[..Math.Min(IdDigits, volume.Id.Length)]}");
        writer.WriteNull("creationTimestamp");
        writer.WriteStartObject("annotations");
        writer.WriteString("pv.beta.kubernetes.io/gid", volume.Gid.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteSpec(writer, volume, endpoint);
        writer.WriteStartObject("status");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteSpec(Utf8JsonWriter writer, VolumeInfoResponse volume, string endpoint)
    {
        writer.WriteStartObject("spec");
        writer.WriteStartObject("capacity");
        writer.WriteString("storage", $"{volume.Size}Gi");
        writer.WriteEndObject();
        writer.WriteStartObject("glusterfs");
        writer.WriteString("endpoints", endpoint);
        writer.WriteString("path", volume.Name);
        writer.WriteEndObject();
        writer.WriteStartArray("accessModes");
        writer.WriteStringValue("ReadWriteMany");
        writer.WriteEndArray();
        writer.WriteString("persistentVolumeReclaimPolicy", "Retain");
        writer.WriteEndObject();
    }
}
