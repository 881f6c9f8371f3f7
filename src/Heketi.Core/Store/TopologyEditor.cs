using Heketi.Core.Topology;

namespace Heketi.Core.Store;

/// <summary>One change in the making: reads see its own writes; only what differs in the end is written.</summary>
public sealed class TopologyEditor
{
    private readonly Dictionary<(Type Kind, string Id), ITopologyEntity?> changed = [];

    /// <summary>Starts from <paramref name="start"/>.</summary>
    public TopologyEditor(TopologySnapshot start) => Current = start;

    /// <summary>The state with all that was changed so far.</summary>
    public TopologySnapshot Current { get; private set; }

    /// <summary>What was put (the entity) or removed (null), by kind and id.</summary>
    public IReadOnlyDictionary<(Type Kind, string Id), ITopologyEntity?> Changed => changed;

    /// <summary>Adds or replaces.</summary>
    public void Put(ITopologyEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        Current = Current.Put(entity);
        changed[(entity.GetType(), entity.Id)] = entity;
    }

    /// <summary>Removes.</summary>
    public void Remove(ITopologyEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        Current = Current.Remove(entity);
        changed[(entity.GetType(), entity.Id)] = null;
    }
}
