namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>An exec was not begun: surely nothing ran.</summary>
internal sealed class ExecRefusedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It may go better soon.</summary>
    public required bool IsTransient { get; init; }

    /// <summary>The pod was not there.</summary>
    public bool IsPodGone { get; init; }

    /// <summary>The credentials were not taken.</summary>
    public bool IsUnauthorized { get; init; }

    /// <summary>What the server asks for with <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
