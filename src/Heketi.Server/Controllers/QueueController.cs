using Heketi.Core.Operations;
using Heketi.Server.Http;

namespace Heketi.Server.Controllers;

/// <summary><c>/queue</c>: where asynchronous requests stand.</summary>
public sealed class QueueController(IOperationQueue queue, IHostApplicationLifetime lifetime, TimeProvider time) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes => [new("GET", "/queue/{id}", PollAsync)];

    private async Task PollAsync(HttpContext context, string id)
    {
        var wait = WaitPreference.Of(context);
        if (wait > 0)
        {
            context.Response.Headers["Preference-Applied"] = $"wait={wait}";
            await WaitAsync(id, TimeSpan.FromSeconds(wait), context.RequestAborted);
        }

        await AnswerAsync(context, id);
    }

    /// <summary>Until the request has ended, the time is over or the server stops. No thread is held.</summary>
    private async Task WaitAsync(string id, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await queue.WhenEndedAsync(id).WaitAsync(wait, time, ending.Token);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // It is pending still: the answer says so
        }
    }

    private Task AnswerAsync(HttpContext context, string id)
    {
        switch (queue.Poll(id))
        {
            case QueuedOutcome.Pending:
                context.Response.Headers["X-Pending"] = "true";
                return Answers.Empty(context, StatusCodes.Status200OK);
            case QueuedOutcome.Done { Location: { } location }:
                return Answers.LinkAsync(context, StatusCodes.Status303SeeOther, location, "See Other");
            case QueuedOutcome.Done:
                return Answers.Empty(context, StatusCodes.Status204NoContent);
            case QueuedOutcome.Failed failed:
                return Answers.ErrorAsync(context, StatusCodes.Status500InternalServerError, failed.Message);
            default:
                return Refusals.NotFoundAsync(context);
        }
    }
}
