using Heketi.Core.Topology;
using Heketi.LiteDb.Documents;

namespace Heketi.LiteDb.Writing;

/// <summary>Changes that share one transaction. Each sees those before it; one that throws leaves no trace.</summary>
internal sealed class ChangeGroup(TopologySnapshot start)
{
    /// <summary>More would make the first caller wait for too long.</summary>
    private const int MaxChanges = 128;
    private const int MaxDocuments = 1000;

    private readonly List<ChangeWork> changes = [];
    private readonly Dictionary<string, EntityDocument?> documents = new(StringComparer.Ordinal);

    /// <summary>The state after all of them.</summary>
    public TopologySnapshot State { get; private set; } = start;

    /// <summary>What has to be written; null removes.</summary>
    public IReadOnlyDictionary<string, EntityDocument?> Documents => documents;

    public bool IsFull => changes.Count >= MaxChanges || documents.Count >= MaxDocuments;

    /// <summary>Runs <paramref name="work"/> on the state so far.</summary>
    public void Add(ChangeWork work)
    {
        changes.Add(work);
        if (work.Run(State) is not { Changed.Count: > 0 } editor)
        {
            return;
        }

        var revision = State.Revision + 1;
        List<(string Key, EntityDocument? Document)> encoded;
        try
        {
            encoded = [.. editor.Changed.Select(change => (
                EntityKinds.Key(change.Key.Kind, change.Key.Id),
                change.Value is null ? null : EntityDocument.Encode(change.Value, revision)))];
        }
#pragma warning disable CA1031 // content that cannot be stored is the caller's mistake and nobody else's
        catch (Exception e)
#pragma warning restore CA1031
        {
            work.Reject(e);
            return;
        }

        foreach (var (key, document) in encoded)
        {
            documents[key] = document;
        }

        State = editor.Current with { Revision = revision };
    }

    public void Complete() => changes.ForEach(change => change.Complete());

    public void Fail(Exception error) => changes.ForEach(change => change.Fail(error));
}
