using System.Text.Json;

namespace Heketi.Deployment.Tests;

/// <summary>Every manifest against the API of Kubernetes of today and of 1.20.</summary>
public sealed class ManifestTests
{
    private static readonly string[] NoManifests = ["heketi.json", "topology-sample.json"];

    /// <summary>policy/v1 came with 1.21, policy/v1beta1 went with 1.25: no file can be for both.</summary>
    private static readonly Dictionary<string, string> OnlyFor = new() { ["disruption-budgets.json"] = "1.28", ["disruption-budgets-1.20.json"] = "1.20" };

    public static TheoryData<string, string> Manifests
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Files().Where(file => !NoManifests.Contains(file)))
            {
                foreach (var version in new[] { "1.20", "1.28" }.Where(version => OnlyFor.GetValueOrDefault(file, version) == version))
                {
                    data.Add(file, version);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Is_valid(string file, string version) =>
        KubernetesSchema.Load(version).Mistakes(Read(file)).Should().BeEmpty();

    [Theory]
    [InlineData("replicas", "\"one\"", "is String, has to be integer")]
    [InlineData("replica", "1", "there is no such field")]
    [InlineData("selector", "null", "selector")]
    public void A_mistake_is_found(string field, string value, string message)
    {
        var text = JsonSerializer.Serialize(Read("heketi-bootstrap.json").GetProperty("items")[1])
            .Replace("\"replicas\":1", $"\"{field}\":{value}", StringComparison.Ordinal);
        using var broken = JsonDocument.Parse(text);

        KubernetesSchema.Load("1.28").Mistakes(broken.RootElement).Should().ContainMatch($"*{message}*");
    }

    [Fact]
    public void Servers_run_without_rights_on_a_read_only_file_system()
    {
        foreach (var file in Files().Where(file => file.StartsWith("heketi-", StringComparison.Ordinal) && !file.Contains("role", StringComparison.Ordinal) && !file.Contains("account", StringComparison.Ordinal)))
        {
            var pod = Objects(file).Single(each => each.GetProperty("kind").GetString() == "Deployment")
                .GetProperty("spec").GetProperty("template").GetProperty("spec");
            var server = pod.GetProperty("containers")[0];
            var security = server.GetProperty("securityContext");
            var hasSideCar = pod.GetProperty("containers").GetArrayLength() > 1;

            pod.GetProperty("securityContext").GetProperty("runAsNonRoot").GetBoolean().Should().BeTrue(file);
            security.GetProperty("readOnlyRootFilesystem").GetBoolean().Should().BeTrue(file);
            security.GetProperty("allowPrivilegeEscalation").GetBoolean().Should().BeFalse(file);
            server.TryGetProperty("resources", out _).Should().BeTrue(file);
            server.GetProperty("readinessProbe").GetProperty("httpGet").GetProperty("path").GetString().Should().Be("/readyz", file);
            pod.GetProperty("terminationGracePeriodSeconds").GetInt32().Should().BeGreaterThanOrEqualTo(hasSideCar ? 90 : 60, "{0}: a stop takes up to 50 s, and then a side car unmounts", file);
        }
    }

    [Fact]
    public void The_names_that_the_guide_uses_are_there()
    {
        Names("heketi-bootstrap.json").Should().BeEquivalentTo("Service deploy-heketi", "Deployment deploy-heketi");
        Names("heketi-deployment.json").Should().Contain(["Secret heketi-db-backup", "Service heketi", "Deployment heketi"]);
        Names("glusterfs-daemonset.json").Should().Equal("DaemonSet glusterfs");
        Names("heketi-service-account.json").Should().Equal("ServiceAccount heketi-service-account");
        var labels = Objects("glusterfs-daemonset.json").Single().GetProperty("spec").GetProperty("template").GetProperty("metadata").GetProperty("labels");
        labels.GetProperty("glusterfs-node").GetString().Should().Be("pod");
    }

    [Fact]
    public void The_role_allows_what_the_executor_needs_and_no_more()
    {
        var rules = Objects("heketi-role.json")[0].GetProperty("rules").EnumerateArray()
            .SelectMany(rule => rule.GetProperty("resources").EnumerateArray().Select(resource =>
                $"{resource}: {string.Join(' ', rule.GetProperty("verbs").EnumerateArray().Select(verb => verb.GetString()))}"));

        rules.Should().Contain("pods: get list watch").And.Contain("pods/exec: get create")
            .And.Contain("endpoints: get create update")
            .And.NotContain(rule => rule.StartsWith("services", StringComparison.Ordinal)).And.NotContain(rule => rule.Contains('*')).And.NotContain(rule => rule.Contains("delete"));
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "kubernetes"), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "kubernetes", file)));
        return document.RootElement.Clone();
    }

    private static JsonElement[] Objects(string file)
    {
        var root = Read(file);
        return root.GetProperty("kind").GetString() == "List" ? [.. root.GetProperty("items").EnumerateArray()] : [root];
    }

    private static IEnumerable<string> Names(string file) =>
        Objects(file).Select(each => $"{each.GetProperty("kind")} {each.GetProperty("metadata").GetProperty("name")}");
}
