namespace Heketi.Client.Http;

/// <summary>How a <see cref="HeketiClient"/> waits.</summary>
public sealed record HeketiClientOptions
{
    /// <summary>Pause before the second look at a running operation; it doubles up to <see cref="LongestPoll"/>.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Longest pause between two looks at a running operation.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a server that can do so may hold a look at a running operation until it has ended (whole seconds; less than
    /// one: not at all). Keep it below the time-out of the <see cref="HttpClient"/>.
    /// </summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is sent again after the server answered that it is busy (429).</summary>
    public int BusyRetries { get; init; } = 20;

    /// <summary>Pause before a request is sent again when a busy server gives no <c>Retry-After</c>.</summary>
    public TimeSpan BusyPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause before a request is sent again, whatever the server's <c>Retry-After</c> says.</summary>
    public TimeSpan LongestBusyPause { get; init; } = TimeSpan.FromSeconds(60);
}
