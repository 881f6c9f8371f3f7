using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Heketi.Contracts.Validation;

/// <summary>Rules for single fields: each gives the text of what is wrong, or null. The texts are those of the Heketi API.</summary>
public static class FieldRules
{
    /// <summary>A field without a value.</summary>
    public const string Blank = "cannot be blank";

    private const string BadFormat = "must be in a valid format";
    private const int MaxName = 1024;
    private const int MaxDeviceName = 4096;
    private const int MaxHostNames = 64;
    private const int MaxTags = 32;
    private const int MaxTagName = 32;
    private const int MaxTagValue = 64;
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Alphanumeric + "_-");
    private static readonly SearchValues<char> TagCharacters = SearchValues.Create(Alphanumeric + "_.-");
    private static readonly SearchValues<char> DeviceCharacters = SearchValues.Create(Alphanumeric + "_.:/-");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789ABCDEFabcdef:.");

    /// <summary>A number that must be given and be at least 1. 0 counts as not given.</summary>
    public static string? Positive(long value) => value == 0 ? Blank : AtLeastOne(value);

    /// <summary>A number that may be missing (0) and is at least 1 otherwise.</summary>
    public static string? AtLeastOne(long value) => value < 0 ? "must be no less than 1" : null;

    /// <summary>The name of a volume: letters, digits, underscore, dash, the first one no dash (gluster would take it for an option); may be missing.</summary>
    public static string? VolumeName(string name) =>
        name.Length > MaxName || name.StartsWith('-') || name.AsSpan().ContainsAnyExcept(NameCharacters) ? BadFormat : null;

    /// <summary>The absolute path of a disk.</summary>
    public static string? DeviceName(string name) => name switch
    {
        "" => Blank,
        ['/', _, ..] when name.Length <= MaxDeviceName && !name.AsSpan().ContainsAnyExcept(DeviceCharacters) => null,
        _ => BadFormat,
    };

    /// <summary>An id that must be given: 32 hex digits, upper case too.</summary>
    public static string? RequiredId(string id) => id.Length == 0 ? Blank : Id(id);

    /// <summary>An id: 32 hex digits.</summary>
    public static string? Id(string id) =>
        id.Length == 32 && !id.AsSpan().ContainsAnyExcept(HexDigits) ? null : $"{id} is not a valid UUID";

    /// <summary>Host names: at least one, each an IP address or a DNS name.</summary>
    /// <param name="names">The names.</param>
    /// <param name="kind">manage or storage.</param>
    public static string? HostNames(IReadOnlyList<string>? names, string kind) =>
        names is null or [] ? Blank
        : names.Count > MaxHostNames ? $"too many {kind} hostnames ({names.Count}), up to {MaxHostNames} supported"
        : names.All(IsHost) ? null
        : $"[{string.Join(' ', names)}] is not a valid {kind} hostname";

    /// <summary>Tags: at most 32 in a request, names of 1 to 32 characters, values of up to 64.</summary>
    public static string? Tags(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null)
        {
            return null;
        }

        return tags.Count > MaxTags
            ? $"too many tags specified ({tags.Count}), up to {MaxTags} supported"
            : tags.Select(t => Tag(t.Key, t.Value)).FirstOrDefault(e => e is not null);
    }

    /// <summary>A word out of several, which must be given.</summary>
    public static string? OneOf(string word, params ReadOnlySpan<string> allowed) =>
        word.Length == 0 ? Blank : allowed.Contains(word) ? null : "must be a valid value";

    /// <summary>A state of a node or a device.</summary>
    public static string? State(string state) =>
        state.Length == 0 ? Blank : state is "online" or "offline" or "failed" ? null : $"{state} is not valid state";

    /// <summary>Whether to look at pending heals; may be missing.</summary>
    public static string? HealCheck(string? check) =>
        check is null or "" or "enable" or "disable" ? null : $"{check} is not valid heal info check";

    /// <summary>Whether a name is an IP address or a DNS name (labels of 1 to 63 letters, digits, dashes and underscores).</summary>
    public static bool IsHost(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Contains(':', StringComparison.Ordinal))
        {
            return !name.AsSpan().ContainsAnyExcept(AddressCharacters)
                && IPAddress.TryParse(name, out var address) && address.AddressFamily is AddressFamily.InterNetworkV6;
        }

        var labels = (name.EndsWith('.') ? name[..^1] : name).Split('.');
        return name.Length - name.Count(c => c == '.') <= 255 && labels.All(IsLabel);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && !label.AsSpan().ContainsAnyExcept(NameCharacters);

    private static string? Tag(string name, string value)
    {
        if (name.Length == 0)
        {
            return "tag names may not be empty";
        }

        if (Length(name) > MaxTagName)
        {
            return $"tag name {name}: the length must be between 1 and {MaxTagName}";
        }

        if (name.AsSpan().ContainsAnyExcept(TagCharacters))
        {
            return $"invalid characters in tag name {name}";
        }

        return Length(value) > MaxTagValue ? $"value of tag {name}: the length must be no more than {MaxTagValue}" : null;
    }

    private static int Length(string text)
    {
        var count = 0;
        foreach (Rune _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
