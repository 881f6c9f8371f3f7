using System.Text.Json.Serialization;

namespace Heketi.Contracts.Operations;

/// <summary><c>GET /operations</c>: how many journaled operations there are.</summary>
public sealed record OperationsInfoResponse
{
    /// <summary>All.</summary>
    [JsonPropertyName("total"), JsonPropertyOrder(0)]
    public int Total { get; init; }

    /// <summary>Those that run or wait in this process.</summary>
    [JsonPropertyName("in_flight"), JsonPropertyOrder(1)]
    public int InFlight { get; init; }

    /// <summary>Those left behind by a process that ended.</summary>
    [JsonPropertyName("stale"), JsonPropertyOrder(2)]
    public int Stale { get; init; }

    /// <summary>Those that failed, and so did their undo.</summary>
    [JsonPropertyName("failed"), JsonPropertyOrder(3)]
    public int Failed { get; init; }

    /// <summary>Those that were never stale or failed.</summary>
    [JsonPropertyName("new"), JsonPropertyOrder(4)]
    public int New { get; init; }
}
