using System.Collections.Concurrent;
using System.Net.Sockets;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Microsoft.Extensions.Logging;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Heketi.Nodes.Transports.Ssh;

/// <summary>Runs commands by SSH.</summary>
public sealed class SshTransport : ICommandTransport, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SshHost> _hosts = new(StringComparer.Ordinal);
    private readonly SshSettings _settings;
    private readonly SshConnector _connector;
    private readonly TimeProvider _clock;
    private readonly ITimer _sweeper;

    /// <summary>A transport that has read its key and known hosts; connections are made when they are needed.</summary>
    /// <exception cref="SshConfigurationException">The key or a known_hosts file is not usable.</exception>
    public SshTransport(SshSettings settings, TimeProvider clock, ILogger<SshTransport> logger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        _settings = settings;
        _clock = clock;
        _connector = new(settings, logger);
        var half = settings.IdleTimeout / 2;
        _sweeper = clock.CreateTimer(_ => CloseIdle(), null, half, half);
    }

    /// <inheritdoc/>
    public async Task<ExecOutput> ExecAsync(NodeHost host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(command);
        var pool = _hosts.GetOrAdd(host.ManageHost, name => new SshHost(name, _connector, _settings, _clock));
        await using var lease = await pool.RentAsync(cancellationToken);
        using var limit = new CancellationTokenSource(patience, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, lease.Lost, cancellationToken);
        try
        {
            // Closing a channel may block on a dead connection: nobody waits for that
            return await RunAsync(lease.Client, host, command, both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lease.IsBroken = true;
            throw new NodeOutcomeUnknownException(
                lease.Lost.IsCancellationRequested
                    ? $"{host.ManageHost}: no sign of life for {(_settings.KeepAliveInterval * _settings.KeepAliveMisses).TotalSeconds:0} s while a command ran"
                    : $"{host.ManageHost}: no answer within {patience.TotalSeconds:0} s",
                host.ManageHost,
                e);
        }
        catch (Exception e) when (Refusal(e) is { } reason)
        {
            // Nothing started, and the connection serves the other commands that run on it
            throw new NodeUnreachableException($"{host.ManageHost}: {reason} ({e.Message})", host.ManageHost, e);
        }
        catch (Exception e) when (e is SshException or SocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            lease.IsBroken = true;
            throw new NodeOutcomeUnknownException($"{host.ManageHost}: the SSH connection broke while a command was sent or ran: {e.Message}", host.ManageHost, e);
        }
    }

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync();
        foreach (var host in _hosts.Values)
        {
            host.Dispose();
        }

        _connector.Dispose();
    }

    /// <summary>
    /// Why the command was surely not sent, over a connection that is none the worse for it; else null. Errors of the connection
    /// can be of the same types and come after the command was sent: only SSH.NET's words tell them apart.
    /// </summary>
    private static string? Refusal(Exception e) => e switch
    {
        SshException when e.Message.StartsWith("Failed to open a channel", StringComparison.Ordinal) =>
            "sshd opens no more sessions on the connection; its MaxSessions has to be 10 (the default) or more",
        InvalidOperationException when e.Message.StartsWith("Packet is too big", StringComparison.Ordinal) =>
            "the command is too long for SSH",
        _ => null,
    };

    private static async Task<ExecOutput> RunAsync(SshClient client, NodeHost host, CommandLine command, CancellationToken cancellationToken)
    {
        using var remote = client.CreateCommand(command.Render());
        // Opening the channel blocks until the host answers
        await Task.Run(() => remote.ExecuteAsync(cancellationToken), cancellationToken);
        var output = await ReadAsync(remote.OutputStream, cancellationToken);
        var errors = await ReadAsync(remote.ExtendedOutputStream, cancellationToken);
        return remote.ExitStatus is { } exitCode
            ? new(exitCode, output, errors)
            : throw new NodeOutcomeUnknownException(
                $"{host.ManageHost}: the command ended without exit status (signal {remote.ExitSignal ?? "none"})", host.ManageHost);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancellationToken);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private void CloseIdle()
    {
        foreach (var host in _hosts.Values)
        {
            host.CloseIfIdle();
        }
    }
}
