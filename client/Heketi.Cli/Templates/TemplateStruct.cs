namespace Heketi.Cli.Templates;

/// <summary>A value with named fields, in order.</summary>
internal sealed record TemplateStruct(string Type, IReadOnlyList<KeyValuePair<string, object?>> Fields)
{
    public bool TryGet(string name, out object? value)
    {
        var field = Fields.FirstOrDefault(field => field.Key == name);
        value = field.Value;
        return field.Key is not null;
    }
}
