using System.Globalization;
using Heketi.Contracts.Json;

namespace Heketi.Server.Configuration;

/// <summary>
/// One section of the file together with the environment, which wins. An environment variable counts when it is not empty; one
/// that cannot be read is logged and the file's value stays. A bad value in the file is an error.
/// </summary>
internal sealed class SettingsSource(
    GoStruct fields, string path, Func<string, string?> environment, List<string> errors, List<(LogLevel Level, string Text)> notices)
{
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    public SettingsSource Section(string key, string type)
    {
        known.Add(key);
        return new(fields.Struct(key, type), path + key + ".", environment, errors, notices);
    }

    /// <summary>A list of objects.</summary>
    public IReadOnlyList<SettingsSource> Sections(string key, string type)
    {
        known.Add(key);
        return [.. fields.StructList(key, type).Select((item, i) => new SettingsSource(
            item, string.Create(CultureInfo.InvariantCulture, $"{path}{key}[{i}]."), environment, errors, notices))];
    }

    public bool Has(string key) => fields.Has(key);

    public string? Environment(string? variable) =>
        variable is not null && environment(variable) is { Length: > 0 } value ? value : null;

    /// <summary>Read for its type only: the key has no effect.</summary>
    public void Ignored(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            known.Add(key);
        }
    }

    public string Text(string key, string otherwise = "", string? variable = null)
    {
        known.Add(key);
        var given = Environment(variable) ?? fields.Text(key);
        return given.Length > 0 ? given : otherwise;
    }

    /// <summary>A boolean that the environment may override with any of Go's words.</summary>
    public bool Flag(string key, bool otherwise = false, string? variable = null)
    {
        known.Add(key);
        var value = fields.Flag(key, otherwise);
        if (Environment(variable) is not { } text)
        {
            return value;
        }

        switch (text)
        {
            case "1" or "t" or "T" or "TRUE" or "true" or "True":
                return true;
            case "0" or "f" or "F" or "FALSE" or "false" or "False":
                return false;
            default:
                Unreadable(variable, text, "true or false", key, value ? "true" : "false");
                return value;
        }
    }

    /// <summary>A boolean that a variable switches on with one exact value, or with any when <paramref name="word"/> is null.</summary>
    public bool Switch(string key, string variable, string? word)
    {
        known.Add(key);
        var value = fields.Flag(key);
        return value || (Environment(variable) is { } text && (word is null || text == word));
    }

    /// <summary>A boolean of which the environment's first letter counts: y, Y, 1 and n, N, 0.</summary>
    public bool YesNo(string key, string variable)
    {
        known.Add(key);
        var value = fields.Flag(key);
        return (Environment(variable) ?? "")[..Math.Min(1, Environment(variable)?.Length ?? 0)] switch
        {
            "y" or "Y" or "1" => true,
            "n" or "N" or "0" => false,
            _ => value,
        };
    }

    /// <summary>A whole number within limits.</summary>
    public long Number(string key, long otherwise, long min, long max, bool zeroIsDefault = true, string? variable = null)
    {
        known.Add(key);
        var value = fields.Number(key, zeroIsDefault ? 0 : otherwise);
        if (Environment(variable) is { } text)
        {
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                value = number;
            }
            else
            {
                Unreadable(variable, text, "a whole number", key, value == 0 && zeroIsDefault ? "the default" : value.ToString(CultureInfo.InvariantCulture));
            }
        }

        value = value == 0 && zeroIsDefault ? otherwise : value;
        if (value < min || value > max)
        {
            Refuse(key, value.ToString(CultureInfo.InvariantCulture), max == long.MaxValue ? $"a whole number from {min}" : $"a whole number from {min} to {max}", variable);
            return otherwise;
        }

        return value;
    }

    /// <summary>Reports a bad value.</summary>
    public void Refuse(string key, string value, string allowed, string? variable = null) =>
        errors.Add($"{(Environment(variable) is null ? path + key : variable)} is \"{value}\"; allowed: {allowed}");

    public void Notice(LogLevel level, string text) => notices.Add((level, text));

    /// <summary>Warns about keys that nothing reads, with the nearest that is read.</summary>
    public void WarnAboutUnknownKeys()
    {
        foreach (var name in fields.Names.Where(n => !known.Contains(n) && !n.StartsWith('_')))
        {
            var nearest = known.MinBy(k => EditDistance.Between(k, name));
            Notice(LogLevel.Warning, $"unknown configuration key {path}{name} is ignored; the nearest known key is {path}{nearest}");
        }
    }

    private void Unreadable(string? variable, string text, string wanted, string key, string stays) =>
        Notice(LogLevel.Error, $"Error: While parsing {variable}: \"{text}\" is not {wanted}; {path}{key} stays {stays}");
}
