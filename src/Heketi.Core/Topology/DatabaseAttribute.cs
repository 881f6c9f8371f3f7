namespace Heketi.Core.Topology;

/// <summary>A fact about the database itself, for example its generation id.</summary>
public sealed record DatabaseAttribute : ITopologyEntity
{
    /// <summary>Id of the database's generation.</summary>
    public const string GenerationId = "DB_GENERATION_ID";

    /// <summary>Attributes that begin so are this server's memory of creates; exports for the original leave them out.</summary>
    public const string IdempotencyPrefix = "IDEMPOTENCY_";

    /// <summary>The key.</summary>
    public required string Id { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }
}
