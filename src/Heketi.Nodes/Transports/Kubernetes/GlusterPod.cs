using k8s.Models;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>A pod that may be a storage node, reduced to what choosing one needs.</summary>
internal sealed record GlusterPod
{
    private const string ContainerName = "glusterfs";

    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary>Name of the Kubernetes node that it runs on.</summary>
    public required string Host { get; init; }

    /// <summary>Value of its label <c>glusterfs-node</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The container to run commands in: the one called glusterfs, else the first, as in the original.</summary>
    public required string Container { get; init; }

    public required bool IsRunning { get; init; }

    public required bool IsReady { get; init; }

    public required DateTime Created { get; init; }

    public static GlusterPod Of(V1Pod pod)
    {
        var containers = pod.Spec?.Containers ?? [];
        return new()
        {
            Name = pod.Metadata.Name,
            Uid = pod.Metadata.Uid ?? pod.Metadata.Name,
            Host = pod.Spec?.NodeName ?? "",
            Label = pod.Metadata.Labels?.TryGetValue(PodDirectory.LabelKey, out var label) is true ? label : "",
            Container = (containers.FirstOrDefault(container => container.Name == ContainerName) ?? containers.FirstOrDefault())?.Name ?? "",
            IsRunning = pod.Status?.Phase == "Running" && pod.Metadata.DeletionTimestamp is null,
            IsReady = pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) is true,
            Created = pod.Metadata.CreationTimestamp ?? DateTime.MinValue,
        };
    }
}
