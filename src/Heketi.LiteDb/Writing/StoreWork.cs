namespace Heketi.LiteDb.Writing;

/// <summary>Something that waits for the writer.</summary>
internal abstract class StoreWork
{
    /// <summary>Takes it up; false when it was cancelled before.</summary>
    public virtual bool TryTake() => true;

    /// <summary>Ends it with an error.</summary>
    public abstract void Fail(Exception error);
}
