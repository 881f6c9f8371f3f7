using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Heketi.Core.Topology;
using LiteDB;
using JsonException = System.Text.Json.JsonException;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Heketi.LiteDb.Documents;

/// <summary>One entity as it lies in the database, with the revision of its last change and a checksum: LiteDB has none.</summary>
internal sealed record EntityDocument(string Key, string Kind, long Revision, string Body)
{
    /// <summary>LiteDB's limit for keys is 1023 bytes.</summary>
    private const int MaxKeyBytes = 900;

    /// <summary>LiteDB's limit for documents is about 16 MiB.</summary>
    private const int MaxBodyLength = 4 * 1024 * 1024;

    /// <summary>Of everything else in it.</summary>
    public byte[] Sum { get; } = SumOf(string.Create(CultureInfo.InvariantCulture, $"{Key}\n{Kind}\n{Revision}\n"), Body);

    /// <summary>Its part in the digest of the whole database.</summary>
    public long Digest => BinaryPrimitives.ReadInt64LittleEndian(Sum);

    /// <exception cref="ArgumentException">It cannot be kept; said before LiteDB would fail on it.</exception>
    public static EntityDocument Encode(ITopologyEntity entity, long revision)
    {
        var kind = EntityKinds.Of(entity.GetType());
        var key = EntityKinds.Key(entity.GetType(), entity.Id);
        var body = JsonSerializer.Serialize(entity, kind.Json);
        if (Encoding.UTF8.GetByteCount(key) > MaxKeyBytes || body.Length > MaxBodyLength)
        {
            throw new ArgumentException($"The {kind.Word} {Shorten(entity.Id)} is too large to be stored", nameof(entity));
        }

        return new(key, kind.Word, revision, body);
    }

    /// <exception cref="FormatException">It is damaged, or of a kind that is not known.</exception>
    public static EntityDocument FromBson(BsonDocument bson)
    {
        var document = new EntityDocument(Text(bson, "_id"), Text(bson, "kind"), bson["rev"].AsInt64, Text(bson, "body"));
        return bson["sum"].IsBinary && document.Sum.AsSpan().SequenceEqual(bson["sum"].AsBinary)
            ? document
            : throw new FormatException($"{document.Key}: the checksum is wrong");
    }

    public BsonDocument ToBson() => new()
    {
        ["_id"] = Key,
        ["kind"] = Kind,
        ["rev"] = Revision,
        ["sum"] = Sum,
        ["body"] = Body,
    };

    /// <exception cref="FormatException">The body does not fit its kind.</exception>
    public ITopologyEntity Decode()
    {
        var kind = EntityKinds.Named(Kind) ?? throw new FormatException($"{Key}: the kind {Kind} is not known");
        try
        {
            return JsonSerializer.Deserialize(Body, kind.Json) is ITopologyEntity entity
                   && EntityKinds.Key(entity.GetType(), entity.Id) == Key
                ? entity
                : throw new FormatException($"{Key}: the content belongs to something else");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{Key}: {e.Message}", e);
        }
    }

    private static byte[] SumOf(string head, string body)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(head.Length + body.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(head, buffer);
            length += Encoding.UTF8.GetBytes(body, buffer.AsSpan(length));
            return SHA256.HashData(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Text(BsonDocument bson, string name) =>
        bson[name].IsString ? bson[name].AsString : throw new FormatException($"{bson["_id"]}: {name} is missing");

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..64] + "...";
}
