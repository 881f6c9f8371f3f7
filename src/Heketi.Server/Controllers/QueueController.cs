using Heketi.Core.Operations;
using Heketi.Server.Http;

namespace Heketi.Server.Controllers;

/// <summary><c>/queue</c>: where asynchronous requests stand.</summary>
public sealed class QueueController(IOperationQueue queue) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes => [new("GET", "/queue/{id}", PollAsync)];

    private Task PollAsync(HttpContext context, string id)
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
