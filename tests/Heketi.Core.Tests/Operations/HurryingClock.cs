namespace Heketi.Core.Tests.Operations;

/// <summary>A clock for tests of waiting: each look at it is a minute later, and its timers are due at once.</summary>
internal sealed class HurryingClock : TimeProvider
{
    private long looks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMinutes(Interlocked.Increment(ref looks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
