namespace Heketi.Client.Tests.Support;

/// <summary>What the stub server answers.</summary>
public sealed record StubAnswer(int Status, string Body = "")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static StubAnswer NoContent { get; } = new(204);

    public static StubAnswer Pending { get; } = new(200) { Headers = new Dictionary<string, string> { ["X-Pending"] = "true" } };

    public static StubAnswer Json(string body) => new(200, body + "\n");

    public static StubAnswer Error(int status, string text) => new(status, text + "\n");

    public static StubAnswer To(int status, string location) => new(status) { Headers = new Dictionary<string, string> { ["Location"] = location } };

    public static StubAnswer Busy(string? retryAfter) => Error(429, "Server busy. Retry operation later.") with
    {
        Headers = retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Retry-After"] = retryAfter },
    };
}
