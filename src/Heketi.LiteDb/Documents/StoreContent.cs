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
        // Before anything else is looked at: a newer version may have changed all of it.
        var manifest = FindManifest(engine, path);
        var digests = new Dictionary<string, long>(StringComparer.Ordinal);
        var topology = TopologySnapshot.Of(Entities(engine, digests));
        var found = new StoreManifest(manifest?.Revision ?? 0, digests.Count, digests.Values.Aggregate(0L, (a, b) => a ^ b));
        return found == manifest
            ? new(topology with { Revision = found.Revision }, found, digests)
            : throw new FormatException(manifest is null
                ? "the manifest is missing"
                : $"{found.Count} documents where {manifest.Count} should be, or old ones among them");
    }

    /// <summary>One document at a time: all of them at once would take several times the memory that the server needs later.</summary>
    private static IEnumerable<ITopologyEntity> Entities(LiteEngine engine, Dictionary<string, long> digests)
    {
        using var reader = engine.Query(Collection, new Query());
        while (reader.Read())
        {
            var bson = reader.Current.AsDocument;
            if (bson["_id"] == StoreManifest.Key)
            {
                continue;
            }

            var document = EntityDocument.FromBson(bson);
            digests.Add(document.Key, document.Digest);
            yield return document.Decode();
        }
    }

    private static StoreManifest? FindManifest(LiteEngine engine, string path)
    {
        using var reader = engine.Query(Collection, new Query { Where = { Query.EQ("_id", StoreManifest.Key) } });
        if (!reader.Read())
        {
            return null;
        }

        var manifest = reader.Current.AsDocument;
        var schema = StoreManifest.SchemaOf(manifest);
        return schema <= StoreManifest.Schema
            ? StoreManifest.FromBson(manifest)
            : throw new StoreUnreadableException(
                StoreFileProblem.NewerSchema,
                $"{path} was written by a newer version of this server (format {schema}; this version knows format "
                + $"{StoreManifest.Schema}). It was left as it is; use the newer version, or a backup made before the update.");
    }
}
