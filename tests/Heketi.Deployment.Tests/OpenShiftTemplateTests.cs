using System.Text.Json;

namespace Heketi.Deployment.Tests;

/// <summary>OpenShift's templates, processed, against the API of Kubernetes of today and of 1.20.</summary>
public sealed class OpenShiftTemplateTests
{
    private static readonly Dictionary<string, string> Node = new() { ["GLUSTERFS_NODE"] = "node1" };

    /// <summary>The parameters that the original's templates have.</summary>
    private static readonly string[] OriginalParameters =
    [
        "HEKETI_USER_KEY", "HEKETI_ADMIN_KEY", "HEKETI_KUBE_CERTFILE", "HEKETI_KUBE_INSECURE", "HEKETI_KUBE_USER", "HEKETI_KUBE_PASSWORD",
        "HEKETI_KUBE_NAMESPACE", "HEKETI_KUBE_APIHOST",
    ];

    [Theory]
    [InlineData("heketi-template.json", "1.20")]
    [InlineData("heketi-template.json", "1.28")]
    [InlineData("deploy-heketi-template.json", "1.20")]
    [InlineData("deploy-heketi-template.json", "1.28")]
    [InlineData("glusterfs-template.json", "1.20")]
    [InlineData("glusterfs-template.json", "1.28")]
    public void Processed_it_is_valid(string file, string version)
    {
        var objects = OpenShiftTemplate.Load(file).Process(Node);

        // Routes are OpenShift's own: not in Kubernetes' schemas
        objects.Where(each => Kind(each) != "Route").SelectMany(KubernetesSchema.Load(version).Mistakes).Should().BeEmpty();
        objects.Should().NotContain(each => Kind(each) == "DeploymentConfig");
        objects.Select(LabelNames).Should().AllSatisfy(labels => labels.Should().Contain("template"));
        objects.Select(each => each.GetRawText()).Should().NotContain(text => text.Contains("${", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("heketi-template.json")]
    [InlineData("deploy-heketi-template.json")]
    [InlineData("glusterfs-template.json")]
    public void Every_parameter_is_used_and_every_reference_known(string file)
    {
        var template = OpenShiftTemplate.Load(file);

        template.References.Should().BeEquivalentTo(template.Parameters);
    }

    [Theory]
    [InlineData("heketi-template.json")]
    [InlineData("deploy-heketi-template.json")]
    public void Takes_the_parameters_of_the_original(string file) => OpenShiftTemplate.Load(file).Parameters.Should().Contain(OriginalParameters);

    [Fact]
    public void A_storage_node_has_to_be_named() =>
        FluentActions.Invoking(() => OpenShiftTemplate.Load("glusterfs-template.json").Process(new Dictionary<string, string>()))
            .Should().Throw<InvalidOperationException>().WithMessage("*GLUSTERFS_NODE is required*");

    [Theory]
    [InlineData("heketi-template.json", "heketi")]
    [InlineData("deploy-heketi-template.json", "deploy-heketi")]
    public void Parts_point_at_each_other(string file, string name)
    {
        var objects = OpenShiftTemplate.Load(file).Process(new Dictionary<string, string> { ["HEKETI_ADMIN_KEY"] = "k" });
        var pod = objects.Single(each => Kind(each) == "Deployment").GetProperty("spec").GetProperty("template");
        var secret = objects.Single(each => Kind(each) == "Secret" && Name(each) == $"{name}-config").GetProperty("stringData");

        objects.Single(each => Kind(each) == "Service").GetProperty("spec").GetProperty("selector").GetProperty("name").GetString()
            .Should().Be(pod.GetProperty("metadata").GetProperty("labels").GetProperty("name").GetString());
        objects.Single(each => Kind(each) == "Route").GetProperty("spec").GetProperty("to").GetProperty("name").GetString().Should().Be(name);
        secret.GetProperty("HEKETI_ADMIN_KEY").GetString().Should().Be("k");
        JsonDocument.Parse(secret.GetProperty("heketi.json").GetString()!).RootElement.GetProperty("port").GetString().Should().Be("8080");
        pod.GetProperty("spec").GetProperty("volumes").EnumerateArray()
            .Should().Contain(volume => volume.GetProperty("name").GetString() == "config" && volume.GetProperty("secret").GetProperty("secretName").GetString() == $"{name}-config");
    }

    /// <summary>What OpenShift would refuse a pod for; its own constraints allow neither the volume nor, up to 4.10, the seccomp profile.</summary>
    [Theory]
    [InlineData("heketi-template.json")]
    [InlineData("deploy-heketi-template.json")]
    public void The_security_context_constraint_allows_the_pods_and_no_more_than_they_need(string file)
    {
        var constraint = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "openshift", "heketi-scc.json"))).RootElement;
        var pod = OpenShiftTemplate.Load(file).Process(Node).Single(each => Kind(each) == "Deployment").GetProperty("spec").GetProperty("template").GetProperty("spec");
        var containers = pod.GetProperty("containers").EnumerateArray().Concat(pod.TryGetProperty("initContainers", out var early) ? early.EnumerateArray() : []).ToArray();

        pod.GetProperty("volumes").EnumerateArray().SelectMany(volume => volume.EnumerateObject()).Select(member => member.Name).Where(name => name != "name")
            .Should().BeSubsetOf(Texts(constraint, "volumes"));
        pod.GetProperty("securityContext").GetProperty("seccompProfile").GetProperty("type").GetString().Should().Be("RuntimeDefault");
        Texts(constraint, "seccompProfiles").Should().Equal("runtime/default");
        foreach (var security in containers.Select(container => container.GetProperty("securityContext")))
        {
            security.GetProperty("allowPrivilegeEscalation").GetBoolean().Should().BeFalse();
            security.GetProperty("readOnlyRootFilesystem").GetBoolean().Should().BeTrue();
            Texts(security.GetProperty("capabilities"), "drop").Should().Equal(Texts(constraint, "requiredDropCapabilities"));
            Texts(security.GetProperty("capabilities"), "add").Should().BeSubsetOf(Texts(constraint, "allowedCapabilities"));
        }

        foreach (var right in constraint.EnumerateObject().Where(member => member.Name.StartsWith("allow", StringComparison.Ordinal) && !member.Name.StartsWith("allowed", StringComparison.Ordinal)))
        {
            right.Value.GetBoolean().Should().BeFalse(right.Name);
        }
    }

    [Theory]
    [InlineData("heketi-template.json")]
    [InlineData("deploy-heketi-template.json")]
    public void A_pod_has_the_time_that_its_stop_takes(string file) =>
        OpenShiftTemplate.Load(file).Process(Node).Single(each => Kind(each) == "Deployment").GetProperty("spec").GetProperty("template").GetProperty("spec")
            .GetProperty("terminationGracePeriodSeconds").GetInt32().Should().BeGreaterThanOrEqualTo(60);

    [Fact]
    public void What_the_guide_deletes_by_its_label_has_it() =>
        OpenShiftTemplate.Load("deploy-heketi-template.json").Process(new Dictionary<string, string>())
            .Select(LabelNames).Should().AllSatisfy(labels => labels.Should().Contain("deploy-heketi"));

    private static string[] Texts(JsonElement value, string name) => value.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(each => each.GetString()!)] : [];

    private static string Kind(JsonElement value) => value.GetProperty("kind").GetString()!;

    private static string Name(JsonElement value) => value.GetProperty("metadata").GetProperty("name").GetString()!;

    private static IEnumerable<string> LabelNames(JsonElement value) => value.GetProperty("metadata").GetProperty("labels").EnumerateObject().Select(each => each.Name);
}
