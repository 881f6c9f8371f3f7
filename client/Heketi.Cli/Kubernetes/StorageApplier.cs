using System.Net;
using System.Text.Json.Nodes;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Kubernetes;

/// <summary>Makes the objects that bring the database onto its volume, and waits for the copy. Can be repeated at any point.</summary>
internal sealed class StorageApplier(ApiServer api, TextWriter output, TextWriter error, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Kubernetes' minor version, for <see cref="CopyJob"/>.</summary>
    /// <exception cref="UsageException">The API server does not answer, or does not know who asks.</exception>
    public async Task<int> MinorVersionAsync(CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("version", cancellationToken).ConfigureAwait(false);
        var minor = (string?)answer.Body["minor"] ?? "";
        return answer.IsSuccess && int.TryParse(minor.TrimEnd('+'), out var number)
            ? number
            : throw new UsageException($"the Kubernetes API server does not tell its version: {answer.Message}");
    }

    /// <summary>Tries each kind without making anything: what is not allowed shows before the volume is there.</summary>
    /// <exception cref="UsageException">Something would be refused.</exception>
    public async Task TryAsync(IEnumerable<JsonObject> objects, CancellationToken cancellationToken)
    {
        foreach (var value in objects)
        {
            var answer = await api.CreateAsync(Path(value) + "?dryRun=All", value, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess && answer.Status is not HttpStatusCode.Conflict)
            {
                throw Refused("make", value, answer, "nothing was done");
            }
        }
    }

    /// <summary>Makes what is missing, changes what differs.</summary>
    /// <exception cref="UsageException">The API server refused.</exception>
    public async Task ApplyAsync(IEnumerable<JsonObject> objects, CancellationToken cancellationToken)
    {
        foreach (var value in objects)
        {
            var done = Kind(value) == "Job" ? await StartAsync(value, cancellationToken).ConfigureAwait(false) : await PutAsync(value, cancellationToken).ConfigureAwait(false);
            output.Write($"{Kind(value)} {Name(value)} {done}\n");
        }
    }

    /// <summary>Waits for the job's end. Why its pod does not start is told when it changes.</summary>
    /// <exception cref="UsageException">It failed.</exception>
    public async Task WaitAsync(JsonObject job, CancellationToken cancellationToken)
    {
        for (var told = ""; ;)
        {
            var answer = await api.GetAsync($"{Path(job)}/{Name(job)}", cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess)
            {
                throw Refused("read", job, answer, "the copy goes on in the cluster");
            }

            if (State(answer.Body) is { } state)
            {
                if (state != "")
                {
                    throw new UsageException($"{Name(job)} failed: {state}. Its output: kubectl -n {api.Namespace} logs job/{Name(job)}; mend it and run this command again");
                }

                return;
            }

            var trouble = await TroubleAsync(job, cancellationToken).ConfigureAwait(false);
            if (trouble != told && trouble.Length > 0)
            {
                error.Write($"{Name(job)} waits: {trouble}\n");
            }

            told = trouble;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> PutAsync(JsonObject value, CancellationToken cancellationToken)
    {
        var created = await api.CreateAsync(Path(value), value, cancellationToken).ConfigureAwait(false);
        if (created.IsSuccess)
        {
            return "created";
        }

        if (created.Status is not HttpStatusCode.Conflict)
        {
            throw Refused("make", value, created);
        }

        var before = await api.GetAsync($"{Path(value)}/{Name(value)}", cancellationToken).ConfigureAwait(false);
        var merged = await api.MergeAsync($"{Path(value)}/{Name(value)}", value, cancellationToken).ConfigureAwait(false);
        return !merged.IsSuccess ? throw Refused("change", value, merged)
            : Version(before.Body) == Version(merged.Body) ? "unchanged" : "changed";
    }

    /// <summary>A job that runs or has succeeded stays; one that failed makes room for a new one.</summary>
    private async Task<string> StartAsync(JsonObject job, CancellationToken cancellationToken)
    {
        var path = $"{Path(job)}/{Name(job)}";
        var existing = await api.GetAsync(path, cancellationToken).ConfigureAwait(false);
        if (existing.IsSuccess && State(existing.Body) is null or "")
        {
            return State(existing.Body) is null ? "runs already" : "has copied the database already: it is not copied again";
        }

        if (existing.IsSuccess)
        {
            await api.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
        }

        for (; ; await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false))
        {
            var created = await api.CreateAsync(Path(job), job, cancellationToken).ConfigureAwait(false);
            if (created.IsSuccess)
            {
                return existing.IsSuccess ? "had failed and is created anew" : "created";
            }

            // The failed one may still be on its way out
            if (created.Status is not HttpStatusCode.Conflict || !existing.IsSuccess)
            {
                throw Refused("make", job, created);
            }
        }
    }

    private async Task<string> TroubleAsync(JsonObject job, CancellationToken cancellationToken)
    {
        var pods = await api.GetAsync($"api/v1/namespaces/{api.Namespace}/pods?labelSelector=job-name={Name(job)}", cancellationToken).ConfigureAwait(false);
        var waiting = (pods.Body["items"] as JsonArray)?
            .Where(pod => pod?["metadata"]?["deletionTimestamp"] is null) // one of a job before, on its way out
            .Select(pod => pod?["status"]?["containerStatuses"]?[0]?["state"]?["waiting"]).OfType<JsonObject>().FirstOrDefault();
        var (reason, message) = ((string?)waiting?["reason"] ?? "", (string?)waiting?["message"] ?? "");
        return reason is "ContainerCreating" or "PodInitializing" ? "" : message.Length > 0 ? $"{reason}: {message}" : reason;
    }

    /// <summary>Null: it goes on; empty: it has succeeded; else why it failed.</summary>
    private static string? State(JsonObject job)
    {
        var conditions = (job["status"]?["conditions"] as JsonArray)?.OfType<JsonObject>().Where(condition => (string?)condition["status"] == "True").ToList() ?? [];
        return conditions.Any(condition => (string?)condition["type"] == "Complete") ? ""
            : conditions.FirstOrDefault(condition => (string?)condition["type"] == "Failed") is { } failed ? (string?)failed["message"] ?? "its pods failed"
            : null;
    }

    private UsageException Refused(string verb, JsonObject value, ApiAnswer answer, string hint = "what was made stays; run this command again when that is mended") => new(
        $"the Kubernetes API server refused to {verb} {Kind(value)} {Name(value)} in namespace {api.Namespace}: {answer.Message}; {hint}");

    private string Path(JsonObject value) => Kind(value) == "Job"
        ? $"apis/batch/v1/namespaces/{api.Namespace}/jobs"
        : $"api/v1/namespaces/{api.Namespace}/{Kind(value) switch { "Secret" => "secrets", "Service" => "services", _ => "endpoints" }}";

    private static string Kind(JsonObject value) => (string)value["kind"]!;

    private static string Name(JsonObject value) => (string)value["metadata"]!["name"]!;

    private static string? Version(JsonObject value) => (string?)value["metadata"]?["resourceVersion"];
}
