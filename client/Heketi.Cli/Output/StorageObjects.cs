using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Output;

/// <summary>
/// The Kubernetes objects that bring a copy of the database onto a volume: a secret with the database, endpoints and
/// a service for the volume, a job that copies.
/// </summary>
internal static class StorageObjects
{
    private const string EndpointsName = "heketi-storage-endpoints";
    private const string JobName = "heketi-storage-copy-job";
    private const string SecretName = "heketi-storage-secret";
    private const string StorageName = "heketi-storage";

    /// <summary>A list of them as indented JSON without a newline at the end.</summary>
    public static string Json(VolumeInfoResponse volume, ReadOnlySpan<byte> database, string image, (string Label, string Value)? nodeSelector)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("apiVersion", "v1");
        writer.WriteString("kind", "List");
        writer.WriteStartArray("items");
        WriteSecret(writer, database);
        WriteEndpoints(writer, volume);
        WriteService(writer);
        WriteJob(writer, volume.Name, image, nodeSelector);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteSecret(Utf8JsonWriter writer, ReadOnlySpan<byte> database)
    {
        WriteStart(writer, "Secret", "v1", SecretName, isLabelled: true);
        writer.WriteStartObject("data");
        writer.WriteBase64String("heketi.db", database);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteEndpoints(Utf8JsonWriter writer, VolumeInfoResponse volume)
    {
        WriteStart(writer, "Endpoints", "v1", EndpointsName, isLabelled: false);
        writer.WriteStartArray("subsets");
        foreach (var host in volume.Mount.GlusterFs.Hosts)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("addresses");
            writer.WriteStartObject();
            writer.WriteString("ip", host);
            writer.WriteEndObject();
            writer.WriteEndArray();
            WritePorts(writer, hasTarget: false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteService(Utf8JsonWriter writer)
    {
        WriteStart(writer, "Service", "v1", EndpointsName, isLabelled: false);
        writer.WriteStartObject("spec");
        WritePorts(writer, hasTarget: true);
        writer.WriteEndObject();
        writer.WriteStartObject("status");
        writer.WriteStartObject("loadBalancer");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter writer, string volume, string image, (string Label, string Value)? nodeSelector)
    {
        WriteStart(writer, "Job", "batch/v1", JobName, isLabelled: true);
        writer.WriteStartObject("spec");
        writer.WriteNumber("parallelism", 1);
        writer.WriteNumber("completions", 1);
        writer.WriteStartObject("template");
        WriteMetadata(writer, JobName, isLabelled: false);
        writer.WriteStartObject("spec");
        WriteVolumes(writer, volume);
        WriteContainers(writer, image);
        writer.WriteString("restartPolicy", "Never");
        if (nodeSelector is { } selector)
        {
            writer.WriteStartObject("nodeSelector");
            writer.WriteString(selector.Label, selector.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("status");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteVolumes(Utf8JsonWriter writer, string volume)
    {
        writer.WriteStartArray("volumes");
        writer.WriteStartObject();
        writer.WriteString("name", StorageName);
        writer.WriteStartObject("glusterfs");
        writer.WriteString("endpoints", EndpointsName);
        writer.WriteString("path", volume);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("name", SecretName);
        writer.WriteStartObject("secret");
        writer.WriteString("secretName", SecretName);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteContainers(Utf8JsonWriter writer, string image)
    {
        writer.WriteStartArray("containers");
        writer.WriteStartObject();
        writer.WriteString("name", "heketi");
        writer.WriteString("image", image);
        writer.WriteStartArray("command");
        foreach (var word in (ReadOnlySpan<string>)["cp", "/db/heketi.db", "/heketi"])
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("resources");
        writer.WriteEndObject();
        // Only root may write to a new volume, and our image's own user is another
        writer.WriteStartObject("securityContext");
        writer.WriteNumber("runAsUser", 0);
        writer.WriteEndObject();
        writer.WriteStartArray("volumeMounts");
        foreach (var (name, path) in (ReadOnlySpan<(string, string)>)[(StorageName, "/heketi"), (SecretName, "/db")])
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("mountPath", path);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>Gluster's port is fixed; Kubernetes wants some number here.</summary>
    private static void WritePorts(Utf8JsonWriter writer, bool hasTarget)
    {
        writer.WriteStartArray("ports");
        writer.WriteStartObject();
        writer.WriteNumber("port", 1);
        if (hasTarget)
        {
            writer.WriteNumber("targetPort", 0);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteStart(Utf8JsonWriter writer, string kind, string version, string name, bool isLabelled)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", kind);
        writer.WriteString("apiVersion", version);
        WriteMetadata(writer, name, isLabelled);
    }

    private static void WriteMetadata(Utf8JsonWriter writer, string name, bool isLabelled)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("name", name);
        writer.WriteNull("creationTimestamp");
        if (isLabelled)
        {
            writer.WriteStartObject("labels");
            writer.WriteString("deploy-heketi", "support");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
