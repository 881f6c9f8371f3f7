using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.Server.Http;

namespace Heketi.Server.Idempotency;

/// <summary>
/// Creates that may be repeated: under one <c>Idempotency-Key</c> a create is done once, and its first answer is given again, also
/// while it still runs. A refused create is forgotten, it may be tried again. After a restart the result of a create that had
/// succeeded is found in the database; one that had not ended was undone and is done anew.
/// </summary>
public sealed class IdempotentCreates(ITopologyStore store, IOperationQueue queue, TimeProvider time, ILogger<IdempotentCreates> logger)
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>How long a key is remembered.</summary>
    public static TimeSpan Keep { get; } = TimeSpan.FromHours(24);

    /// <summary>Answers a create that carries a key.</summary>
    public async Task AnswerAsync(HttpContext context, string path, Func<Task> handle)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(handle);
        var key = context.Request.Headers[IdempotencyKey.Header].ToString();
        if (key.Length > IdempotencyKey.MostCharacters)
        {
            await Refusals.BadRequestAsync(context, $"{IdempotencyKey.Header} has {key.Length} characters; at most {IdempotencyKey.MostCharacters} are allowed");
            return;
        }

        var name = DatabaseAttribute.IdempotencyPrefix + Hash(Encoding.UTF8.GetBytes(key));
        var fingerprint = await FingerprintAsync(context, path);
        ForgetOld();
        var mine = new Entry(fingerprint, time.GetUtcNow());
        while (true)
        {
            var entry = entries.GetOrAdd(name, mine);
            if (ReferenceEquals(entry, mine))
            {
                await FirstAsync(context, name, mine, handle);
                return;
            }

            if (entry.Fingerprint != fingerprint)
            {
                await RefuseAsync(context);
                return;
            }

            if (await entry.Answer.Task.WaitAsync(context.RequestAborted) is { } answer)
            {
                await answer.ReplayAsync(context);
                return;
            }

            // The first one was refused, and so is no more: this one is a first one
        }
    }

    private async Task FirstAsync(HttpContext context, string name, Entry entry, Func<Task> handle)
    {
        FirstAnswer? answer = null;
        try
        {
            if (KeyRecord.Of(store.Snapshot.Attributes.Find(name)) is { } record && record.Until > time.GetUtcNow().ToUnixTimeSeconds())
            {
                if (record.Fingerprint != entry.Fingerprint)
                {
                    await RefuseAsync(context);
                    return;
                }

                answer = FirstAnswer.Accepted(queue.OpenEnded(new QueuedOutcome.Done(record.Location.Length == 0 ? null : record.Location)));
                await answer.ReplayAsync(context);
                return;
            }

            var body = await CaptureAsync(context, handle);
            answer = Success(context.Response, body);
            Follow(name, entry, answer);
            // Last: a client that has hung up has made its create all the same, and asks again
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
        finally
        {
            if (answer is null)
            {
                entries.TryRemove(KeyValuePair.Create(name, entry));
            }

            entry.Answer.SetResult(answer);
        }
    }

    /// <summary>Runs the handler and keeps back what it answers.</summary>
    private static async Task<byte[]> CaptureAsync(HttpContext context, Func<Task> handle)
    {
        var response = context.Response;
        var wire = response.Body;
        using var copy = new MemoryStream();
        response.Body = copy;
        try
        {
            await handle();
            await response.BodyWriter.FlushAsync();
        }
        finally
        {
            response.Body = wire;
        }

        return copy.ToArray();
    }

    private static FirstAnswer? Success(HttpResponse response, byte[] body) =>
        response.StatusCode is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices
            ? new(response.StatusCode, response.Headers.Location.ToString(), response.ContentType, body)
            : null;

    /// <summary>Keeps the outcome of an accepted request for later reads, and writes its success into the database.</summary>
    private void Follow(string name, Entry entry, FirstAnswer? answer)
    {
        if (answer?.QueueId is { } id)
        {
            queue.Pin(id);
            _ = RememberAsync(name, entry, id);
        }
    }

    private async Task RememberAsync(string name, Entry entry, string queueId)
    {
        await queue.WhenEndedAsync(queueId);
        if (queue.Poll(queueId) is not QueuedOutcome.Done done)
        {
            // Everything is as before: under the same key it may be tried again
            entries.TryRemove(KeyValuePair.Create(name, entry));
            return;
        }

        try
        {
            var now = time.GetUtcNow();
            var record = new KeyRecord(name, entry.Fingerprint, done.Location ?? "", (now + Keep).ToUnixTimeSeconds());
            await store.ChangeAsync(editor => Put(editor, record, now.ToUnixTimeSeconds()));
        }
#pragma warning disable CA1031 // the create has succeeded; only its repetition after a restart is less safe
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogWarning(e, "The {Header} of {Location} could not be written: it is known until the next restart", IdempotencyKey.Header, done.Location);
        }
    }

    private static void Put(TopologyEditor editor, KeyRecord record, long now)
    {
        foreach (var old in editor.Current.Attributes.Where(a => KeyRecord.Of(a) is { } known && known.Until <= now).ToList())
        {
            editor.Remove(old);
        }

        editor.Put(record.ToAttribute());
    }

    private void ForgetOld()
    {
        var limit = time.GetUtcNow() - Keep;
        foreach (var pair in entries.Where(pair => pair.Value.Since < limit && pair.Value.Answer.Task.IsCompleted))
        {
            entries.TryRemove(pair);
        }
    }

    private static Task RefuseAsync(HttpContext context) => Answers.ErrorAsync(
        context,
        StatusCodes.Status422UnprocessableEntity,
        $"This {IdempotencyKey.Header} was used for another request; use a new key for a new create, or send the first body again");

    /// <summary>Hash of what is asked; the body is put back for its reader.</summary>
    private static async Task<string> FingerprintAsync(HttpContext context, string path)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        return Hash([.. Encoding.UTF8.GetBytes(path + "\n"), .. body.ToArray()]);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record Entry(string Fingerprint, DateTimeOffset Since)
    {
        /// <summary>Null: it was refused, and the entry is gone.</summary>
        public TaskCompletionSource<FirstAnswer?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
