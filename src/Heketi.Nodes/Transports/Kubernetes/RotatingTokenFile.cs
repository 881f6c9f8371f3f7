using System.Net.Http.Headers;
using k8s.Authentication;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>
/// A token that Kubernetes writes anew before it expires (projected service account tokens live an hour and are replaced at
/// four fifths of it). It is read again every minute and whenever the API server did not take it.
/// </summary>
internal sealed class RotatingTokenFile(string path, TimeProvider clock) : ITokenProvider
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private AuthenticationHeaderValue? _header;
    private long _readAt;

    /// <inheritdoc/>
    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_header is not null && clock.GetElapsedTime(_readAt) < Lifetime)
            {
                return _header;
            }
        }

        var token = await File.ReadAllTextAsync(path, cancellationToken);
        var header = new AuthenticationHeaderValue("Bearer", token.Trim());
        lock (_lock)
        {
            _header = header;
            _readAt = clock.GetTimestamp();
        }

        return header;
    }

    /// <summary>The token was refused: the next request reads the file.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _header = null;
        }
    }
}
