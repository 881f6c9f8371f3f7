using Heketi.Core.Store;
using Heketi.Core.Topology;
using LiteDB;
using LiteDB.Engine;

namespace Heketi.LiteDb.Documents;

/// <summary>Everything in a database, verified.</summary>
internal sealed record StoreContent(TopologySnapshot Topology, StoreManifest Manifest, Dictionary<string, long> Digests)
{
    /// <summary>The one collection.</summary>
    public const string Collection = "topology";

    /// <summary>Reads all documents and checks them one by one and together.</summary>
    /// <exception cref="StoreUnreadableException">They are damaged, or of a newer version.</exception>
    public static StoreContent Read(LiteEngine engine, string path)
    {
        var topology = TopologySnapshot.Empty;
        var digests = new Dictionary<string, long>(StringComparer.Ordinal);
        StoreManifest? manifest = null;
        foreach (var document in Scan(engine, path))
        {
            if (document["_id"] == StoreManifest.Key)
            {
                manifest = StoreManifest.FromBson(document);
                continue;
            }

            var entity = EntityDocument.FromBson(document);
            topology = topology.Put(entity.Decode());
            digests.Add(entity.Key, entity.Digest);
        }

        var found = new StoreManifest(manifest?.Revision ?? 0, digests.Count, digests.Values.Aggregate(0L, (a, b) => a ^ b));
        return found == manifest
            ? new(topology with { Revision = found.Revision }, found, digests)
            : throw new FormatException(manifest is null
                ? "the manifest is missing"
                : $"{found.Count} documents where {manifest.Count} should be, or old ones among them");
    }

    private static List<BsonDocument> Scan(LiteEngine engine, string path)
    {
        var documents = new List<BsonDocument>();
        using (var reader = engine.Query(Collection, new Query()))
        {
            while (reader.Read())
            {
                documents.Add(reader.Current.AsDocument);
            }
        }

        // Before anything else is looked at: a newer version may have changed all of it.
        var schema = documents.Find(document => document["_id"] == StoreManifest.Key) is { } manifest
            ? StoreManifest.SchemaOf(manifest)
            : StoreManifest.Schema;
        return schema <= StoreManifest.Schema
            ? documents
            : throw new StoreUnreadableException(
                StoreFileProblem.NewerSchema,
                $"{path} was written by a newer version of this server (format {schema}; this version knows format "
                + $"{StoreManifest.Schema}). It was left as it is; use the newer version, or a backup made before the update.");
    }
}
