using System.Net.Sockets;
using Heketi.Core.Nodes;
using Microsoft.Extensions.Logging;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Heketi.Nodes.Transports.Ssh;

/// <summary>Opens connections.</summary>
internal sealed class SshConnector : IDisposable
{
    private readonly SshSettings _settings;
    private readonly ILogger _logger;
    private readonly PrivateKeyFile _key;
    private readonly KnownHosts? _knownHosts;

    public SshConnector(SshSettings settings, ILogger logger)
    {
        _settings = settings;
        _logger = logger;
        _key = SshKey.Load(settings.KeyFile);
        if (settings.KnownHostsFiles.Count > 0)
        {
            _knownHosts = KnownHosts.Load(settings.KnownHostsFiles);
        }
        else
        {
            logger.LogWarning("SSH host keys are not checked. Set SSH_KNOWN_HOSTS to a list of known_hosts files to have them checked.");
        }
    }

    /// <exception cref="NodeUnreachableException">It did not work, for whatever reason.</exception>
    public async Task<SshClient> ConnectAsync(string host, CancellationToken cancellationToken)
    {
        var method = new PrivateKeyAuthenticationMethod(_settings.User, _key);
        var info = new ConnectionInfo(host, _settings.Port, _settings.User, method) { Timeout = _settings.ConnectTimeout };
        Restrict(info);
        var client = new SshClient(info) { KeepAliveInterval = _settings.KeepAliveInterval };
        var isForeign = false;
        client.HostKeyReceived += (_, e) => isForeign = !(e.CanTrust = _knownHosts?.Trusts(host, _settings.Port, e.HostKey) ?? true);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_settings.ConnectTimeout);
        try
        {
            await client.ConnectAsync(limit.Token);
            _logger.LogDebug("Connected to {User}@{Host}:{Port} by SSH", _settings.User, host, _settings.Port);
            return client;
        }
        catch (Exception e)
        {
            client.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (e is SshException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                throw new NodeUnreachableException($"{_settings.User}@{host}:{_settings.Port} cannot be reached by SSH: {Why(e, isForeign)}", host, e);
            }

            throw;
        }
    }

    public void Dispose() => _key.Dispose();

    /// <summary>A host has several keys and shows one; it must be of a kind that the files have, else it would look foreign.</summary>
    private void Restrict(ConnectionInfo info)
    {
        var types = _knownHosts?.KeyTypes(info.Host, info.Port);
        if (types is not { Count: > 0 })
        {
            return;
        }

        foreach (var algorithm in info.HostKeyAlgorithms.Keys.ToArray())
        {
            if (!types.Contains(algorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm))
            {
                info.HostKeyAlgorithms.Remove(algorithm);
            }
        }
    }

    private string Why(Exception e, bool isForeign) => (e, isForeign) switch
    {
        (_, true) => "its host key is not in the files of SSH_KNOWN_HOSTS",
        (SshAuthenticationException, _) => $"it does not let user {_settings.User} in with the key of sshexec.keyfile \"{_settings.KeyFile}\" ({e.Message})",
        (OperationCanceledException or SshOperationTimeoutException, _) => $"no answer within {_settings.ConnectTimeout.TotalSeconds:0} s",
        _ => e.Message,
    };
}
