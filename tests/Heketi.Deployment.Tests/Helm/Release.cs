namespace Heketi.Deployment.Tests.Helm;

/// <summary>What a chart is rendered for.</summary>
internal sealed record Release
{
    public string Name { get; init; } = "heketi";

    public string Namespace { get; init; } = "storage";

    /// <summary>Kinds that the cluster knows, in Helm's form: <c>policy/v1/PodDisruptionBudget</c>.</summary>
    public IReadOnlySet<string> ApiVersions { get; init; } = new HashSet<string> { "policy/v1/PodDisruptionBudget" };

    /// <summary>A cluster before policy/v1.</summary>
    public static Release Old { get; } = new() { ApiVersions = new HashSet<string>() };
}
