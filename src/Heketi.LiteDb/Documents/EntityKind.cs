using System.Text.Json.Serialization.Metadata;

namespace Heketi.LiteDb.Documents;

/// <summary>A kind of entity: its word in the database and how it is serialised.</summary>
internal sealed record EntityKind(string Word, JsonTypeInfo Json);
