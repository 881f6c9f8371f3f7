using System.Text.Json.Nodes;
using Heketi.Testing.Kubernetes.Exec;

namespace Heketi.Server.Tests.Kubernetes;

/// <summary>No pods are entered in these tests.</summary>
internal sealed class NoShell : IPodShell
{
    public Task<int> RunAsync(
        JsonObject pod, IReadOnlyList<string> command, Stream input, Func<byte, ReadOnlyMemory<byte>, Task> write, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
