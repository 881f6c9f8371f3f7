using LiteDB;

namespace Heketi.LiteDb.Documents;

/// <summary>
/// What the database as a whole has to look like, written in the same transaction as every change. So a lost, an old and a
/// strange document are noticed at the next start, which a checksum per document cannot do alone.
/// </summary>
/// <param name="Revision">Of the newest change.</param>
/// <param name="Count">Number of documents.</param>
/// <param name="Digest">Exclusive or of all documents' digests.</param>
internal sealed record StoreManifest(long Revision, long Count, long Digest)
{
    /// <summary>Of the document that holds it.</summary>
    public const string Key = "store/manifest";

    /// <summary>The format that this version reads and writes.</summary>
    public const int Schema = 1;

    public static readonly StoreManifest Empty = new(0, 0, 0);

    /// <summary>The format in which the database was written.</summary>
    public static int SchemaOf(BsonDocument bson) => bson["schema"].IsInt32 ? bson["schema"].AsInt32 : 0;

    public static StoreManifest FromBson(BsonDocument bson) =>
        new(bson["rev"].AsInt64, bson["count"].AsInt64, bson["digest"].AsInt64);

    public BsonDocument ToBson() => new()
    {
        ["_id"] = Key,
        ["kind"] = "store",
        ["schema"] = Schema,
        ["rev"] = Revision,
        ["count"] = Count,
        ["digest"] = Digest,
    };
}
