using System.Net.Sockets;
using Heketi.Core.Nodes;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Heketi.Nodes.Transports.Ssh;

/// <summary>The connection to one host: kept open, shared by several commands, replaced when it is broken.</summary>
internal sealed class SshHost(string name, SshConnector connector, SshSettings settings, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _places = new(settings.MaxPerHost, settings.MaxPerHost);
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private SshClient? _client;
    private SshWatch? _watch;
    private long _lastUse;
    private int _users;

    /// <summary>Gets a connection for one command.</summary>
    /// <exception cref="NodeUnreachableException">There is none to be had.</exception>
    public async Task<Lease> RentAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            await _connecting.WaitAsync(cancellationToken);
            try
            {
                _client = await UsableAsync(cancellationToken) ?? await connector.ConnectAsync(name, cancellationToken);
                _lastUse = clock.GetTimestamp();
                _users++;
                _watch ??= new(_client, settings, clock);
                return new(this, _client, _watch.Lost);
            }
            finally
            {
                _connecting.Release();
            }
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Closes the connection if nobody used it for long.</summary>
    public void CloseIfIdle()
    {
        if (!_connecting.Wait(0))
        {
            return;
        }

        try
        {
            if (_client is not null && _users == 0 && clock.GetElapsedTime(_lastUse) >= settings.IdleTimeout)
            {
                Drop();
            }
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Closes the connection; commands that still run end as unknown and give their places back as ever.</summary>
    public void Dispose() => Drop();

    /// <summary>
    /// The open connection, if it is alive. One that lay idle is tried out with a command that does nothing: were the real one
    /// sent into a dead connection, nobody could say whether it ran.
    /// </summary>
    private async Task<SshClient?> UsableAsync(CancellationToken cancellationToken)
    {
        if (_client is null)
        {
            return null;
        }

        if (IsConnected(_client) && (_users > 0 || clock.GetElapsedTime(_lastUse) < settings.ProbeAfter || await AnswersAsync(_client, cancellationToken)))
        {
            return _client;
        }

        Drop();
        return null;
    }

    private async Task<bool> AnswersAsync(SshClient client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.ConnectTimeout);
        try
        {
            using var command = client.CreateCommand("true");
            await Task.Run(() => command.ExecuteAsync(limit.Token), limit.Token).WaitAsync(limit.Token);
            return command.ExitStatus == 0;
        }
        catch (Exception e) when (e is SshException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>It is open. SSH.NET throws instead when another command has already had the client disposed of.</summary>
    private static bool IsConnected(SshClient client)
    {
        try
        {
            return client.IsConnected;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private void Drop()
    {
        StopWatching();
        _client?.Dispose();
        _client = null;
    }

    private void StopWatching()
    {
        _watch?.Dispose();
        _watch = null;
    }

    private async ValueTask ReturnAsync(SshClient client, bool isBroken)
    {
        await _connecting.WaitAsync(CancellationToken.None);
        _users--;
        _lastUse = clock.GetTimestamp();
        if (isBroken && ReferenceEquals(client, _client))
        {
            Drop();
        }

        if (_users == 0)
        {
            StopWatching();
        }

        _connecting.Release();
        _places.Release();
    }

    /// <summary>The right to run one command.</summary>
    internal sealed class Lease(SshHost host, SshClient client, CancellationToken lost) : IAsyncDisposable
    {
        public SshClient Client => client;

        /// <summary>The host has gone dark.</summary>
        public CancellationToken Lost => lost;

        /// <summary>The connection must not be used again.</summary>
        public bool IsBroken { get; set; }

        public ValueTask DisposeAsync() => host.ReturnAsync(client, IsBroken || !IsConnected(client));
    }
}
