using System.Threading.Channels;

namespace Heketi.Server.Tests.Administration;

/// <summary>A clock whose waits end when the test says so, in the order in which they began.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly Channel<Wait> waits = Channel.CreateUnbounded<Wait>();

    /// <summary>Waits until somebody waits for time to pass.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await waits.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Ends the next wait; its length is the result.</summary>
    public async Task<TimeSpan> FireAsync(CancellationToken cancellationToken)
    {
        var wait = await waits.Reader.ReadAsync(cancellationToken);
        wait.Callback(wait.State);
        return wait.Due;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        waits.Writer.TryWrite(new(callback, state, dueTime));
        return new Nothing();
    }

    private sealed record Wait(TimerCallback Callback, object? State, TimeSpan Due);

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
