using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes.Faults;

/// <summary>Something that goes wrong with a request.</summary>
public abstract record Fault
{
    /// <summary>Answers in the place of the server; false: the server goes on, the fault shows later.</summary>
    internal virtual Task<bool> AnswerAsync(HttpContext context) => Task.FromResult(false);
}
