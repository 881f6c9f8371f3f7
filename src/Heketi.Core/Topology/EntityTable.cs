using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Heketi.Core.Topology;

/// <summary>All entities of one kind by id: immutable.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class EntityTable<T> : IReadOnlyCollection<T>
    where T : class, ITopologyEntity
{
    internal static readonly EntityTable<T> Empty = new(ImmutableDictionary.Create<string, T>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, T> entities;

    private EntityTable(ImmutableDictionary<string, T> entities) => this.entities = entities;

    /// <summary>How many there are.</summary>
    public int Count => entities.Count;

    /// <summary>The entity with that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[string id] => entities[id];

    /// <summary>Whether there is one with that id.</summary>
    public bool Contains(string id) => entities.ContainsKey(id);

    /// <summary>The entity with that id, or null.</summary>
    public T? Find(string id) => entities.GetValueOrDefault(id);

    /// <summary>The entity with that id, if there is one.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out T? entity) => entities.TryGetValue(id, out entity);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => entities.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static EntityTable<T> Of(Dictionary<string, T> all) =>
        all.Count == 0 ? Empty : new(ImmutableDictionary.CreateRange(StringComparer.Ordinal, all));

    internal EntityTable<T> With(T entity) => new(entities.SetItem(entity.Id, entity));

    internal EntityTable<T> Without(string id) => new(entities.Remove(id));
}
