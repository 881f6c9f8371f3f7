using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Heketi.Cli.Doctor;

/// <summary>Writes findings.</summary>
internal static class DoctorReport
{
    public static string Text(IEnumerable<Finding> findings) => string.Concat(findings.Select(finding =>
        $"{Word(finding.Grade),-5} {finding.Text}\n{(finding.Advice is null ? "" : $"      -> {finding.Advice}\n")}"));

    public static string Json(IEnumerable<Finding> findings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("grade", Word(finding.Grade));
            writer.WriteString("text", finding.Text);
            writer.WriteString("advice", finding.Advice ?? "");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Word(Grade grade) => grade switch
    {
        Grade.Ok => "ok",
        Grade.Warning => "warn",
        _ => "FAIL",
    };
}
