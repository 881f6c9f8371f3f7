using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>Remembers which nodes did not answer.</summary>
public sealed class NodeHealth : INodeHealth
{
    private ImmutableHashSet<string> down = [];

    /// <inheritdoc/>
    public bool IsDown(string nodeId) => Volatile.Read(ref down).Contains(nodeId);

    /// <summary>Whether some node did not answer.</summary>
    public bool AnyDown => !Volatile.Read(ref down).IsEmpty;

    /// <summary>Notes how a node is.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Report(string nodeId, bool isDown) =>
        ImmutableInterlocked.Update(ref down, known => isDown ? known.Add(nodeId) : known.Remove(nodeId));

    /// <summary>Forgets nodes that are no more.</summary>
    public void Keep(Func<string, bool> exists) => ImmutableInterlocked.Update(ref down, known => [.. known.Where(exists)]);
}
