using System.Text.Json.Serialization;

namespace Heketi.Conformance.Recordings;

/// <summary>One line of a recording: an exchange, or only a note about something done from outside.</summary>
public sealed record RecordedExchange
{
    /// <summary>Line number in the file, from 1.</summary>
    [JsonIgnore]
    public int Line { get; init; }

    [JsonPropertyName("step")]
    public string? Step { get; init; }

    [JsonPropertyName("method")]
    public string? Method { get; init; }

    [JsonPropertyName("path")]
    public string? Path { get; init; }

    [JsonPropertyName("request_headers")]
    public IReadOnlyDictionary<string, string>? RequestHeaders { get; init; }

    [JsonPropertyName("request_body")]
    public string? RequestBody { get; init; }

    [JsonPropertyName("status")]
    public int? Status { get; init; }

    [JsonPropertyName("response_headers")]
    public IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }

    [JsonPropertyName("response_body")]
    public string? ResponseBody { get; init; }

    [JsonPropertyName("source_address")]
    public string? SourceAddress { get; init; }

    [JsonPropertyName("token")]
    public TokenRecipe? Token { get; init; }

    [JsonPropertyName("note")]
    public string? Note { get; init; }

    /// <summary>What the tables of expectations match their patterns with.</summary>
    [JsonIgnore]
    public string Subject => $"{Line} {Step} {Method} {Path}";

    /// <summary>A line without a request: a signal, a restart, a switched hook.</summary>
    [JsonIgnore]
    public bool IsNoteOnly => Method is null;

    /// <summary>A line of an asynchronous request's result being asked for.</summary>
    [JsonIgnore]
    public bool IsPoll => Method == "GET" && Path!.StartsWith("/queue/<", StringComparison.Ordinal) && Status is not (404 or 401 or 503 or 405);

    /// <summary>A poll whose answer was "not yet"; whether one is caught is timing.</summary>
    [JsonIgnore]
    public bool IsPendingPoll => IsPoll && ResponseHeaders?.ContainsKey("X-Pending") == true && Status == 200;
}
