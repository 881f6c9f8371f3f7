using Microsoft.Extensions.Logging;

namespace Heketi.Core.Operations.Queue;

/// <summary>
/// Back-pressure: at most <see cref="OperationSettings.MaxInflight"/> operations run, at most
/// <see cref="OperationSettings.MaxQueued"/> wait behind them, the next one is refused. The waiting ones take turns by lane (a
/// cluster), so that a slow or busy cluster does not hold up the others; within a lane the first come is the first served.
/// </summary>
public sealed class OperationScheduler(OperationSettings settings, ILogger<OperationScheduler> logger) : IDisposable
{
    private readonly Lock gate = new();
    private readonly LinkedList<WaitingLane> lanes = [];
    private readonly HashSet<Task> running = [];
    private readonly CancellationTokenSource stopping = new();
    private int admitted;
    private int slots = settings.MaxInflight;
    private bool closed;

    /// <summary>Operations that run now.</summary>
    public int Running
    {
        get
        {
            lock (gate)
            {
                return settings.MaxInflight - slots;
            }
        }
    }

    /// <summary>Operations that wait for a slot now.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return lanes.Sum(l => l.Work.Count);
            }
        }
    }

    /// <summary>Takes a place, running or waiting, before anything is planned. It is given back by the scheduled work or by disposing it unused.</summary>
    /// <exception cref="OperationRefusedException">All places are taken, or the server is shutting down.</exception>
    public Admission Admit()
    {
        lock (gate)
        {
            if (closed || admitted >= settings.MaxInflight + settings.MaxQueued)
            {
                throw new OperationRefusedException(RefusalReason.Busy, "Server busy. Retry operation later.");
            }

            admitted++;
            return new(this);
        }
    }

    /// <summary>Runs <paramref name="work"/> when a slot is free and its lane has its turn.</summary>
    public void Schedule(Admission admission, string lane, Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(admission);
        admission.Use();
        lock (gate)
        {
            var waiting = lanes.FirstOrDefault(l => l.Name == lane);
            if (waiting is null)
            {
                waiting = new(lane);
                lanes.AddLast(waiting);
            }

            waiting.Work.Enqueue(work);
            StartMore();
        }
    }

    /// <summary>
    /// Starts nothing more; waits for what runs up to <paramref name="grace"/>, then cancels it. What was cancelled or never
    /// started stays journaled and is taken up by the next start.
    /// </summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider time)
    {
        Task[] ending;
        lock (gate)
        {
            closed = true;
            ending = [.. running];
        }

        var all = Task.WhenAll(ending);
        try
        {
            await all.WaitAsync(grace, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("{Count} operations did not end within {Grace}; they stay journaled", ending.Length, grace);
            await stopping.CancelAsync().ConfigureAwait(false);
            await all.WaitAsync(TimeSpan.FromSeconds(5), time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    internal void GiveBack()
    {
        lock (gate)
        {
            admitted--;
        }
    }

    private void StartMore()
    {
        while (!closed && slots > 0 && lanes.First is { } first)
        {
            var work = first.Value.Work.Dequeue();
            lanes.RemoveFirst();
            if (first.Value.Work.Count > 0)
            {
                lanes.AddLast(first.Value);
            }

            slots--;
            var task = Task.Run(() => work(stopping.Token));
            running.Add(task);
            _ = task.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Ended(Task task)
    {
        if (task.Exception is { } exception)
        {
            logger.LogError(exception, "An operation ended in a way that it should not");
        }

        lock (gate)
        {
            running.Remove(task);
            slots++;
            admitted--;
            StartMore();
        }
    }

    private sealed record WaitingLane(string Name)
    {
        public Queue<Func<CancellationToken, Task>> Work { get; } = new();
    }
}
