namespace Heketi.Core.Topology;

/// <summary>Something that the store keeps: an immutable record with an id.</summary>
public interface ITopologyEntity
{
    /// <summary>32 lower case hex digits (but for <see cref="DatabaseAttribute"/>, whose id is its key).</summary>
    string Id { get; }
}
