using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>Sorted sets of ids by a key, for example the bricks of each device: immutable.</summary>
internal sealed class EntityIndex
{
    public static readonly ImmutableSortedSet<string> NoIds = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public static readonly EntityIndex Empty =
        new(ImmutableDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, ImmutableSortedSet<string>> sets;

    private EntityIndex(ImmutableDictionary<string, ImmutableSortedSet<string>> sets) => this.sets = sets;

    public ImmutableSortedSet<string> this[string key] => sets.GetValueOrDefault(key, NoIds);

    /// <summary>All at once.</summary>
    public static EntityIndex Of<T>(IReadOnlyCollection<T> entities, Func<T, string> key)
        where T : ITopologyEntity
    {
        var sets = ImmutableDictionary.CreateBuilder<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);
        foreach (var group in entities.GroupBy(key, entity => entity.Id, StringComparer.Ordinal))
        {
            sets.Add(group.Key, NoIds.Union(group));
        }

        return sets.Count == 0 ? Empty : new(sets.ToImmutable());
    }

    /// <summary>Moves <paramref name="id"/> from one key's set to another's; null is no set.</summary>
    public EntityIndex Move(string id, string? from, string? to)
    {
        if (string.Equals(from, to, StringComparison.Ordinal))
        {
            return this;
        }

        var result = sets;
        if (from is not null && result.TryGetValue(from, out var old))
        {
            old = old.Remove(id);
            result = old.IsEmpty ? result.Remove(from) : result.SetItem(from, old);
        }

        if (to is not null)
        {
            result = result.SetItem(to, result.GetValueOrDefault(to, NoIds).Add(id));
        }

        return new(result);
    }
}
