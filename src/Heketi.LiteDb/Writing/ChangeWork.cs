using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.LiteDb.Writing;

/// <summary>A change that waits for the writer.</summary>
internal abstract class ChangeWork : StoreWork
{
    /// <summary>
    /// Runs it; the caller learns of the outcome in <see cref="Complete"/>. Null when it threw.
    /// </summary>
    public abstract TopologyEditor? Run(TopologySnapshot state);

    /// <summary>Replaces what <see cref="Run"/> made of it: its content cannot be stored.</summary>
    public abstract void Reject(Exception error);

    /// <summary>All that it built on is durable: its caller may know.</summary>
    public abstract void Complete();
}
