using System.Globalization;
using System.Text.Json;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>
/// What an exec says at its end on the status channel: success, the command's exit code (<c>details.causes</c> with reason
/// <c>ExitCode</c>), or why it could not run.
/// </summary>
/// <param name="ExitCode">Exit code; null: the command's end was not seen.</param>
/// <param name="Message">The server's words.</param>
internal sealed record ExecStatus(int? ExitCode, string Message)
{
    /// <summary>Reads the status channel's content.</summary>
    public static ExecStatus Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var status = document.RootElement;
            var message = Text(status, "message");
            return Text(status, "status") == "Success" ? new(0, message) : new(ExitCodeOf(status), message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A server without the v4 protocol writes plain text here
            return new(null, System.Text.Encoding.UTF8.GetString(json.Span).Trim());
        }
    }

    private static int? ExitCodeOf(JsonElement status)
    {
        if (!status.TryGetProperty("details", out var details) || !details.TryGetProperty("causes", out var causes))
        {
            return null;
        }

        foreach (var cause in causes.EnumerateArray())
        {
            if (Text(cause, "reason") == "ExitCode"
                && int.TryParse(Text(cause, "message"), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                return code;
            }
        }

        return null;
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
}
