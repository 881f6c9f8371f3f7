namespace Heketi.Server.OpenApi;

/// <summary>What the OpenAPI document says of a route.</summary>
/// <param name="Method">Method.</param>
/// <param name="Template">Path, as in the routing table.</param>
/// <param name="Tag">The part of the API.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Request">Type of the body; null: none.</param>
/// <param name="Answers">Statuses of success; a type where there is JSON.</param>
/// <param name="Example">A request body.</param>
/// <param name="OptionalBody">The body may be left out.</param>
public sealed record RouteDescription(
    string Method,
    string Template,
    string Tag,
    string Summary,
    Type? Request,
    IReadOnlyDictionary<int, Type?> Answers,
    string? Example = null,
    bool OptionalBody = false);
