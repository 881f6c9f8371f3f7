namespace Heketi.Contracts.Validation;

/// <summary>What is wrong with the fields of a request: one text a field, in the order of the fields' names.</summary>
public sealed class ValidationErrors
{
    private readonly SortedDictionary<string, string> errors = new(StringComparer.Ordinal);

    /// <summary>Adds a text; null is no error. The first text of a field counts.</summary>
    public ValidationErrors Add(string field, string? error)
    {
        if (error is not null)
        {
            errors.TryAdd(field, error);
        }

        return this;
    }

    /// <summary>The texts of a field that is an object itself, in round brackets; null when there are none.</summary>
    public string? AsNested() => errors.Count == 0 ? null : $"({Joined})";

    /// <summary>The answer of the Heketi API; null when nothing is wrong.</summary>
    public string? AsAnswer() => errors.Count == 0 ? null : "validation failed: " + Joined;

    private string Joined => string.Join("; ", errors.Select(e => $"{e.Key}: {e.Value}")) + ".";
}
