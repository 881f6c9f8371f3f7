namespace Heketi.LiteDb.Writing;

/// <summary>A copy of the database file that waits for the writer.</summary>
internal sealed class CopyWork(string target) : StoreWork
{
    private readonly TaskCompletionSource<long> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The revision in the copy.</summary>
    public Task<long> Task => completion.Task;

    public string Target => target;

    public void Complete(long revision) => completion.TrySetResult(revision);

    /// <inheritdoc/>
    public override void Fail(Exception error) => completion.TrySetException(error);
}
