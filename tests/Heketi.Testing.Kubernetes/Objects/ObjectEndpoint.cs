using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes.Objects;

/// <summary>Get, list, watch, create, replace, patch and delete of any kind.</summary>
internal static partial class ObjectEndpoint
{
    private static readonly string[] MicroTimes = ["renewTime", "acquireTime"];

    public static async Task ServeAsync(ObjectStore store, HttpContext context, ObjectKey key)
    {
        switch (context.Request.Method)
        {
            case "GET" when key.Name.Length > 0:
                await GiveAsync(context, key, store.Get(key) is { } value ? (HttpStatusCode.OK, value) : (HttpStatusCode.NotFound, null));
                break;
            case "GET" when context.Request.Query["watch"] == "true":
                await WatchAsync(store, context, key);
                break;
            case "GET":
                await ListAsync(store, context, key);
                break;
            case "DELETE":
                await GiveAsync(context, key, store.Remove(key) ? (HttpStatusCode.OK, new JsonObject { ["kind"] = "Status", ["status"] = "Success" }) : (HttpStatusCode.NotFound, null));
                break;
            default:
                await WriteAsync(store, context, key);
                break;
        }
    }

    private static async Task WriteAsync(ObjectStore store, HttpContext context, ObjectKey key)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        if (key.Plural == "leases" && BadTime(body) is { } time)
        {
            await Answers.StatusAsync(context, HttpStatusCode.BadRequest, $"Lease in version \"v1\" cannot be handled as a Lease: parsing time \"{time}\"");
            return;
        }

        await GiveAsync(context, key, context.Request.Method switch
        {
            "POST" when context.Request.Query["dryRun"] == "All" => (HttpStatusCode.Created, body),
            "POST" => store.Create(key with { Name = (string?)body["metadata"]?["name"] ?? "" }, body),
            "PUT" => store.Replace(key, body),
            "PATCH" => store.Patch(key, body),
            _ => (HttpStatusCode.MethodNotAllowed, null),
        });
    }

    /// <summary>A MicroTime has exactly six decimals.</summary>
    private static string? BadTime(JsonObject lease) => MicroTimes
        .Select(name => (string?)lease["spec"]?[name])
        .FirstOrDefault(time => time is not null && !MicroTime().IsMatch(time));

    private static Task GiveAsync(HttpContext context, ObjectKey key, (HttpStatusCode Status, JsonObject? Value) result) =>
        result.Value is null
            ? Answers.StatusAsync(context, result.Status, result.Status is HttpStatusCode.Conflict
                ? $"Operation cannot be fulfilled on {key.Plural} \"{key.Name}\": the object has been modified; please apply your changes to the latest version and try again"
                : $"{key.Plural} \"{key.Name}\" not found")
            : Answers.JsonAsync(context, result.Status, result.Value);

    private static Task ListAsync(ObjectStore store, HttpContext context, ObjectKey kind)
    {
        var (version, items) = store.List(kind, Selector(context.Request));
        return Answers.JsonAsync(context, HttpStatusCode.OK, new JsonObject
        {
            ["kind"] = "List",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["resourceVersion"] = version },
            ["items"] = new JsonArray([.. items]),
        });
    }

    private static async Task WatchAsync(ObjectStore store, HttpContext context, ObjectKey kind)
    {
        var events = store.Follow(kind, Selector(context.Request));
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync(context.RequestAborted);
        try
        {
            await foreach (var change in events.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(change.ToJsonString() + "\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The watcher went away
        }
    }

    /// <summary><c>key</c>, <c>key=value</c>, several with commas.</summary>
    private static Func<JsonObject, bool> Selector(HttpRequest request)
    {
        var terms = request.Query["labelSelector"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        return value => terms.All(term =>
        {
            var words = term.Split('=', 2);
            var label = (string?)value["metadata"]?["labels"]?[words[0]];
            return label is not null && (words.Length == 1 || label == words[1].TrimStart('='));
        });
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(?:Z|[+-]\d\d:\d\d)$")]
    private static partial Regex MicroTime();
}
