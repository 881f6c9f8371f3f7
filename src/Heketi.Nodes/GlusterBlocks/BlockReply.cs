using System.Globalization;
using System.Text.Json;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.GlusterBlocks;

/// <summary>
/// An answer of gluster-block: <c>RESULT</c> SUCCESS or FAIL, or no RESULT with the asked for fields (info); a failure has
/// <c>errCode</c> and <c>errMsg</c>.
/// </summary>
internal sealed record BlockReply
{
    /// <summary>errno of a block volume that is not there (ENOENT).</summary>
    private const int NotThere = 2;

    private const decimal HalfATenth = 0.05m;

    public required bool Succeeded { get; init; }

    public string Error { get; init; } = "";

    public int ErrorCode { get; init; }

    public string Iqn { get; init; } = "";

    public string Username { get; init; } = "";

    public string Password { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Null: it is not told.</summary>
    public BlockSize? Size { get; init; }

    public IReadOnlyList<string> Blocks { get; init; } = [];

    /// <summary>The block volume is not there. Older versions say it in words only.</summary>
    public bool IsMissing => !Succeeded
        && (ErrorCode == NotThere || Error.Contains("doesn't exist", StringComparison.OrdinalIgnoreCase) || Error.Contains("does not exist", StringComparison.OrdinalIgnoreCase));

    /// <summary>It was to get the size that it has: it stays as it is.</summary>
    public bool HasThatSize => !Succeeded && Error.Contains("is same as current size", StringComparison.OrdinalIgnoreCase);

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
            Size = SizeOf(Text(root, "SIZE")),
            Blocks = root.TryGetProperty("blocks", out var blocks) && blocks.ValueKind is JsonValueKind.Array
                ? [.. blocks.EnumerateArray().Select(block => block.GetString() ?? "")]
                : [],
        };
    }

    /// <summary>
    /// "10.0 GiB", "512.0 MiB", "1.5 TiB": rounded to a tenth of the largest unit, after all below the next smaller one was cut off.
    /// That counts from PiB on, for sizes in whole GiB.
    /// </summary>
    private static BlockSize? SizeOf(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2
            || !decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || GiBOf(words[1]) is not { } unit)
        {
            return null;
        }

        var cutOff = Math.Max(0, (unit / 1024) - 1);
        return new(Math.Max(0, value - HalfATenth) * unit, ((value + HalfATenth) * unit) + cutOff);
    }

    private static decimal? GiBOf(string unit) => unit switch
    {
        "KiB" => 1m / 1024 / 1024,
        "MiB" => 1m / 1024,
        "GiB" => 1,
        "TiB" => 1024,
        "PiB" => 1024 * 1024,
        _ => null,
    };

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private static string Start(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
