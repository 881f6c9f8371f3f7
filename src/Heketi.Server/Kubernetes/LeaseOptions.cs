namespace Heketi.Server.Kubernetes;

/// <summary>The lease by which one of several servers is the one that writes.</summary>
public sealed record LeaseOptions
{
    /// <summary>Name of the Lease object.</summary>
    public required string Name { get; init; }

    /// <summary>Name of this process, different from every other's and from those of its own earlier lives.</summary>
    public required string Identity { get; init; }

    /// <summary>How long a lease counts without being renewed.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is renewed.</summary>
    public TimeSpan RenewInterval => Duration / 5;

    /// <summary>How often it is tried again to get or to renew it after a failure.</summary>
    public TimeSpan RetryInterval => Duration / 15;

    /// <summary>
    /// How long the holder trusts it after a renewal began; shorter than <see cref="Duration"/>, so that clocks that run at
    /// slightly different speeds do no harm.
    /// </summary>
    public TimeSpan Trust => Duration * 0.9;
}
