using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes.Faults;

/// <summary>The request is refused.</summary>
public sealed record StatusFault(HttpStatusCode Status, string Message = "refused on purpose", int? RetryAfterSeconds = null) : Fault
{
    internal override async Task<bool> AnswerAsync(HttpContext context)
    {
        if (RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await Answers.StatusAsync(context, Status, Message);
        return true;
    }
}
