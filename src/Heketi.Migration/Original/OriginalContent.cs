using Heketi.Migration.Export;

namespace Heketi.Migration.Original;

/// <summary>What was in a database file of the original.</summary>
/// <param name="Document">All entries that are whole.</param>
/// <param name="Damage">What could not be read; empty unless damage was to be salvaged.</param>
/// <param name="MissingBuckets">Buckets that old versions do not have.</param>
public sealed record OriginalContent(ExportDocument Document, IReadOnlyList<Damage> Damage, IReadOnlySet<string> MissingBuckets);
