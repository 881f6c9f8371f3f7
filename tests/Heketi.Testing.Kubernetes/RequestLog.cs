using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes;

/// <summary>The requests that the server got, in their order.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    internal void Add(HttpRequest request) => _lines.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
}
