using System.Globalization;
using System.Text.Json;

namespace Heketi.Nodes.GlusterBlocks;

/// <summary>
/// An answer of gluster-block: <c>RESULT</c> SUCCESS or FAIL, or no RESULT with the asked for fields (info); a failure has
/// <c>errCode</c> and <c>errMsg</c>.
/// </summary>
internal sealed record BlockReply
{
    /// <summary>errno of a block volume that is not there (ENOENT).</summary>
    private const int NotThere = 2;

    public required bool Succeeded { get; init; }

    public string Error { get; init; } = "";

    public int ErrorCode { get; init; }

    public string Iqn { get; init; } = "";

    public string Username { get; init; } = "";

    public string Password { get; init; } = "";

    public string Name { get; init; } = "";

    public int SizeGiB { get; init; }

    public IReadOnlyList<string> Blocks { get; init; } = [];

    /// <summary>The block volume is not there. Older versions say it in words only.</summary>
    public bool IsMissing => !Succeeded
        && (ErrorCode == NotThere || Error.Contains("doesn't exist", StringComparison.OrdinalIgnoreCase) || Error.Contains("does not exist", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads an answer.</summary>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    public static BlockReply Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind is JsonValueKind.Object ? Read(root) : throw new FormatException("gluster-block answered no JSON object: " + Start(json));
        }
        catch (JsonException e)
        {
            throw new FormatException("gluster-block answered no JSON: " + Start(json), e);
        }
    }

    private static BlockReply Read(JsonElement root)
    {
        var result = Text(root, "RESULT");
        var error = Text(root, "errMsg");
        return new()
        {
            Succeeded = result.Length > 0 ? result == "SUCCESS" : error.Length == 0 && !root.TryGetProperty("errCode", out _),
            Error = error,
            ErrorCode = root.TryGetProperty("errCode", out var code) && code.TryGetInt32(out var number) ? number : 0,
            Iqn = Text(root, "IQN"),
            Username = Text(root, "USERNAME"),
            Password = Text(root, "PASSWORD"),
            Name = Text(root, "NAME"),
            SizeGiB = Size(Text(root, "SIZE")),
            Blocks = root.TryGetProperty("blocks", out var blocks) && blocks.ValueKind is JsonValueKind.Array
                ? [.. blocks.EnumerateArray().Select(block => block.GetString() ?? "")]
                : [],
        };
    }

    /// <summary>"10.0 GiB", "512.0 MiB", "1.5 TiB": whole GiB, rounded down.</summary>
    private static int Size(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !double.TryParse(words[0], CultureInfo.InvariantCulture, out var value))
        {
            return 0;
        }

        return (int)(words[1] switch
        {
            "TiB" => value * 1024,
            "GiB" => value,
            "MiB" => value / 1024,
            _ => 0,
        });
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private static string Start(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
