using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes.Faults;

/// <summary>No answer comes until the client goes away.</summary>
public sealed record SilenceFault : Fault
{
    internal override async Task<bool> AnswerAsync(HttpContext context)
    {
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }
}
