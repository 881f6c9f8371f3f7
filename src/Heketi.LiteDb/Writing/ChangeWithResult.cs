using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.LiteDb.Writing;

/// <summary>A change with its result.</summary>
internal sealed class ChangeWithResult<T> : ChangeWork
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private readonly Func<TopologyEditor, T> change;

    // Continuations of callers must not run on the writer thread.
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration registration;
    private int state;
    private T? result;
    private Exception? error;

    public ChangeWithResult(Func<TopologyEditor, T> change, CancellationToken cancellationToken)
    {
        this.change = change;
        registration = cancellationToken.UnsafeRegister(
            (self, token) => ((ChangeWithResult<T>)self!).Cancel(token),
            this);
    }

    public Task<T> Task => completion.Task;

    /// <inheritdoc/>
    public override bool TryTake()
    {
        if (Interlocked.CompareExchange(ref state, Taken, Waiting) != Waiting)
        {
            return false;
        }

        registration.Unregister();
        return true;
    }

    /// <inheritdoc/>
    public override TopologyEditor? Run(TopologySnapshot state)
    {
        try
        {
            var editor = new TopologyEditor(state);
            result = change(editor);
            return editor;
        }
#pragma warning disable CA1031 // whatever the change throws belongs to its caller
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = e;
            return null;
        }
    }

    /// <inheritdoc/>
    public override void Reject(Exception error) => this.error = error;

    /// <inheritdoc/>
    public override void Complete()
    {
        if (error is not null)
        {
            completion.TrySetException(error);
        }
        else
        {
            completion.TrySetResult(result!);
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception error) => completion.TrySetException(error);

    private void Cancel(CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref state, Cancelled, Waiting) == Waiting)
        {
            completion.TrySetCanceled(token);
        }
    }
}
