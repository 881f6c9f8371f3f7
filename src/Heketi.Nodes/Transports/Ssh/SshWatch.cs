using System.Net.Sockets;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Heketi.Nodes.Transports.Ssh;

/// <summary>
/// Watches a connection while commands run on it. A host that goes dark (power, network, a frozen kernel) closes nothing: only
/// that it leaves questions unanswered gives it away.
/// </summary>
internal sealed class SshWatch : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly SshClient _client;
    private readonly SshSettings _settings;
    private readonly TimeProvider _clock;

    public SshWatch(SshClient client, SshSettings settings, TimeProvider clock)
    {
        (_client, _settings, _clock) = (client, settings, clock);
        Lost = _lost.Token;
        _ = WatchAsync(_end.Token);
    }

    /// <summary>The host has gone dark.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Ends the watch. What waits for <see cref="Lost"/> waits in vain then.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task WatchAsync(CancellationToken end)
    {
        try
        {
            do
            {
                await Task.Delay(_settings.KeepAliveInterval, _clock, end);
            }
            while (await AnswersAsync(end));

            await _lost.CancelAsync();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Nothing runs any more
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken end)
    {
        using var limit = new CancellationTokenSource(_settings.KeepAliveInterval * _settings.KeepAliveMisses, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, end);
        try
        {
            var command = _client.CreateCommand("true");
            // Sending and closing may block on a dead connection: nobody waits for that
            await Task.Run(() => RunAsync(command, both.Token), CancellationToken.None).WaitAsync(both.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or InvalidOperationException or SocketException
            or SshConnectionException or SshOperationTimeoutException)
        {
            end.ThrowIfCancellationRequested();
            return false;
        }
        catch (SshException)
        {
            // A refusal (sshd's MaxSessions) is an answer too
            return _client.IsConnected;
        }
    }

    private static async Task RunAsync(SshCommand command, CancellationToken cancellationToken)
    {
        using (command)
        {
            await command.ExecuteAsync(cancellationToken);
        }
    }
}
