using System.Globalization;
using Heketi.Core.Topology;

namespace Heketi.Server.Idempotency;

/// <summary>What the database keeps of a create that has succeeded under a key: an attribute, gone with its time.</summary>
/// <param name="Name">Name of the attribute: the prefix and the hash of the key, so that no client's text is kept.</param>
/// <param name="Fingerprint">Hash of method, path and body.</param>
/// <param name="Location">Where the result is; empty when a create has none.</param>
/// <param name="Until">When it is forgotten, seconds since 1970.</param>
internal sealed record KeyRecord(string Name, string Fingerprint, string Location, long Until)
{
    /// <summary>The record that an attribute holds; null when it holds none.</summary>
    public static KeyRecord? Of(DatabaseAttribute? attribute) =>
        attribute is not null
        && attribute.Id.StartsWith(DatabaseAttribute.IdempotencyPrefix, StringComparison.Ordinal)
        && attribute.Value.Split('|') is [var fingerprint, var until, var location]
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            ? new(attribute.Id, fingerprint, location, end)
            : null;

    /// <summary>The attribute that holds it.</summary>
    public DatabaseAttribute ToAttribute() =>
        new() { Id = Name, Value = string.Create(CultureInfo.InvariantCulture, $"{Fingerprint}|{Until}|{Location}") };
}
