namespace Heketi.Core.Operations.Queue;

/// <summary>A place among the running and waiting operations.</summary>
public sealed class Admission : IDisposable
{
    private readonly OperationScheduler scheduler;
    private bool used;

    internal Admission(OperationScheduler scheduler) => this.scheduler = scheduler;

    /// <summary>Gives the place back when nothing was scheduled with it.</summary>
    public void Dispose()
    {
        if (!used)
        {
            used = true;
            scheduler.GiveBack();
        }
    }

    internal void Use()
    {
        ObjectDisposedException.ThrowIf(used, this);
        used = true;
    }
}
