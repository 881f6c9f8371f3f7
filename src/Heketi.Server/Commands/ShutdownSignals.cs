using System.Runtime.InteropServices;

namespace Heketi.Server.Commands;

/// <summary>INT and TERM (stop; a second one: at once) and USR2 (mode normal) of the process.</summary>
public sealed class ShutdownSignals : IDisposable
{
    private const int Usr2 = 12;
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource now = new();

    /// <summary>Listens to the signals.</summary>
    public ShutdownSignals()
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnStop));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnStop));
        if (OperatingSystem.IsLinux())
        {
            registrations.Add(PosixSignalRegistration.Create((PosixSignal)Usr2, context =>
            {
                context.Cancel = true;
                ModeReset?.Invoke(this, EventArgs.Empty);
            }));
        }
    }

    /// <summary>USR2 came.</summary>
    public event EventHandler? ModeReset;

    /// <summary>The server shall stop.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>It shall not wait for running operations.</summary>
    public CancellationToken Now => now.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        stop.Dispose();
        now.Dispose();
    }

    private void OnStop(PosixSignalContext context)
    {
        context.Cancel = true;
        (stop.IsCancellationRequested ? now : stop).Cancel();
    }
}
