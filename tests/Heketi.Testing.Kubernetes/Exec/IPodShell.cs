using System.Text.Json.Nodes;

namespace Heketi.Testing.Kubernetes.Exec;

/// <summary>Runs what is asked to be run in a pod.</summary>
public interface IPodShell
{
    /// <summary>Runs a program and gives its exit code.</summary>
    Task<int> RunAsync(JsonObject pod, IReadOnlyList<string> command, Stream input, Func<byte, ReadOnlyMemory<byte>, Task> write, CancellationToken cancellationToken);
}
