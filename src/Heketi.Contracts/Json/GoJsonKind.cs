namespace Heketi.Contracts.Json;

/// <summary>Kinds of JSON values.</summary>
public enum GoJsonKind
{
    /// <summary>null: leaves a field as it was.</summary>
    Null,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Structure,
}
