using System.Text.Json.Nodes;
using Heketi.Contracts;
using Heketi.Contracts.Volumes;
using Heketi.Server.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Heketi.Server.OpenApi;

/// <summary>Builds the OpenAPI document: the routes of the routing table, with the schemas that Swashbuckle makes of the contracts.</summary>
internal sealed class DocumentBuilder
{
    private const string Json = "application/json";
    private const string TokenScheme = "token";
    private readonly SchemaRepository schemas = new();
    private readonly SchemaGenerator generator = new(
        new SchemaGeneratorOptions { SupportNonNullableReferenceTypes = true, SchemaFilters = { new XmlDescriptions() } },
        new JsonSerializerDataContractResolver(HeketiJson.Wire.Options));

    /// <summary>The document. A route that nobody described is in it with its path only.</summary>
    public OpenApiDocument Build(IEnumerable<ApiRoute> routes, string version)
    {
        var document = new OpenApiDocument
        {
            Info = new()
            {
                Title = "Heketi",
                Version = version,
                Description = "Manages GlusterFS volumes. Changes are answered with 202 and a Location under /queue, which tells their end. "
                    + "Errors are plain texts, or problems (RFC 9457) for clients that accept application/problem+json.",
            },
            Paths = [],
            Components = new() { Schemas = schemas.Schemas, SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [TokenScheme] = Token() } },
        };
        generator.GenerateSchema(typeof(Problem), schemas);
        foreach (var group in routes.GroupBy(r => r.Template).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var path = new OpenApiPathItem();
            foreach (var route in group)
            {
                path.AddOperation(HttpMethod.Parse(route.Method), Describe(route, document));
            }

            document.Paths[group.Key] = path;
        }

        AddOpenRoutes(document);
        return document;
    }

    private static OpenApiSecurityScheme Token() => new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        BearerFormat = "JWT",
        Description = "HS256, HS384 or HS512 with the key of the issuer. Claims: iss (admin or user), iat, exp, and qsh, the SHA-256 (hex) of "
            + "METHOD&PATH, which makes a token good for one method and path. The user may list and create volumes only.",
    };

    private OpenApiOperation Describe(ApiRoute route, OpenApiDocument document)
    {
        var words = RouteDescriptions.All.FirstOrDefault(d => d.Method == route.Method && d.Template == route.Template);
        var operation = new OpenApiOperation
        {
            OperationId = route.Method.ToLowerInvariant() + route.Template.Replace('/', '_').Replace("{id}", "id", StringComparison.Ordinal),
            Summary = words?.Summary,
            Tags = new HashSet<OpenApiTagReference> { new(words?.Tag ?? "other", document) },
            Responses = [],
            Parameters = [],
            Security = [new() { [new OpenApiSecuritySchemeReference(TokenScheme, document)] = [] }],
        };
        document.Tags ??= new HashSet<OpenApiTag>();
        document.Tags.Add(new() { Name = words?.Tag ?? "other" });
        if (route.Template.Contains("{id}", StringComparison.Ordinal))
        {
            operation.Parameters.Add(Parameter("id", ParameterLocation.Path, "32 hexadecimal digits", "^[0-9a-fA-F]+$"));
        }

        if (route.Template.StartsWith("/queue/", StringComparison.Ordinal))
        {
            operation.Parameters.Add(Parameter("Prefer", ParameterLocation.Header, "wait=N: answer when the request has ended, after N seconds at the latest"));
        }

        if (words?.Answers.Values.Contains(typeof(VolumePlanResponse)) is true)
        {
            operation.Parameters.Add(Parameter("dryrun", ParameterLocation.Query, "true: answer with what would be made, or why not, and make nothing"));
        }

        if (IdempotencyKey.Concerns(route.Method, route.Template))
        {
            operation.Parameters.Add(Parameter(
                IdempotencyKey.Header, ParameterLocation.Header, "A text of the client's own: the same create under it again gives the first answer again"));
        }

        AddBody(operation, words);
        AddAnswers(operation, words);
        return operation;
    }

    private void AddBody(OpenApiOperation operation, RouteDescription? words)
    {
        if (words?.Request is { } type)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !words.OptionalBody,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new OpenApiMediaType
                    {
                        Schema = generator.GenerateSchema(type, schemas),
                        Example = words.Example is null ? null : JsonNode.Parse(words.Example),
                    },
                },
            };
        }
    }

    private void AddAnswers(OpenApiOperation operation, RouteDescription? words)
    {
        foreach (var (status, type) in words?.Answers ?? new Dictionary<int, Type?> { [StatusCodes.Status200OK] = null })
        {
            var response = new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(status) };
            if (status is StatusCodes.Status202Accepted or StatusCodes.Status303SeeOther)
            {
                response.Headers = new Dictionary<string, IOpenApiHeader>
                {
                    ["Location"] = new OpenApiHeader { Description = "Where to ask", Schema = Text() },
                };
            }

            if (type is not null)
            {
                response.Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new OpenApiMediaType { Schema = type == typeof(object) ? new OpenApiSchema { Type = JsonSchemaType.Object } : generator.GenerateSchema(type, schemas) },
                };
            }

            operation.Responses![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = response;
        }

        foreach (var (status, text, example) in Errors)
        {
            operation.Responses![status] = new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["text/plain"] = new OpenApiMediaType { Schema = Text(), Example = JsonValue.Create(example) },
                    [Problem.MediaType] = new OpenApiMediaType { Schema = generator.GenerateSchema(typeof(Problem), schemas) },
                },
            };
        }
    }

    private static (string Status, string Text, string Example)[] Errors =>
    [
        ("400", "The request is wrong; the text names field, value and way out", "validation failed: size: cannot be blank.\n"),
        ("401", "The token is missing or wrong, or its issuer may not do this", "Required authorization token not found\n"),
        ("404", "Nothing has this id", "Id not found\n"),
        ("409", "The state of things forbids it", "Unable to delete cluster [...] because it contains volumes and/or nodes\n"),
        ("413", "The body is too large", "request body is too large: at most 33554432 bytes are read\n"),
        ("422", "The body cannot be parsed, or another body was sent under this Idempotency-Key", "request unable to be parsed\n"),
        ("429", "Too many operations wait; Retry-After says when to come again", "Server busy. Retry operation later.\n"),
        ("500", "It failed; the text says why", "Failed to allocate new volume: No space: ...\n"),
        ("503", "The server is in another mode, about to stop, or its database takes no changes", "Service disabled for maintenance\n"),
    ];

    private static void AddOpenRoutes(OpenApiDocument document)
    {
        foreach (var (path, summary) in new[]
        {
            ("/hello", "Says hello; needs no token"),
            ("/healthz", "Whether the process is alive; needs no token"),
            ("/readyz", "Whether requests should be sent here; needs no token"),
            ("/metrics", "Metrics for Prometheus; needs no token"),
        })
        {
            var item = new OpenApiPathItem();
            item.AddOperation(HttpMethod.Get, new()
            {
                Summary = summary,
                Responses = new()
                {
                    ["200"] = new OpenApiResponse
                    {
                        Description = "OK",
                        Content = new Dictionary<string, OpenApiMediaType> { ["text/plain"] = new OpenApiMediaType { Schema = Text() } },
                    },
                },
            });
            document.Paths[path] = item;
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string description, string? pattern = null) => new()
    {
        Name = name,
        In = place,
        Required = place is ParameterLocation.Path,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
