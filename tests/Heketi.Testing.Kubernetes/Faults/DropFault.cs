using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes.Faults;

/// <summary>The connection is cut without an answer.</summary>
public sealed record DropFault : Fault
{
    internal override Task<bool> AnswerAsync(HttpContext context)
    {
        context.Abort();
        return Task.FromResult(true);
    }
}
