using System.Text.Json;
using System.Text.Json.Nodes;
using Heketi.Deployment.Tests.Helm;

namespace Heketi.Deployment.Tests;

/// <summary>The Helm chart, rendered with several values, against the API of Kubernetes of today and of 1.20.</summary>
public sealed class HelmChartTests
{
    private const string Keys = "auth: { adminKey: a, userKey: \"it's \\\"b\\\"\" }\n";

    private const string Everything = Keys + """
        nameOverride: store
        events: { enabled: true }
        replicas: 2
        image: { tag: "11.1", pullSecrets: [ { name: registry } ] }
        topology: { clusters: [ { nodes: [ { node: { zone: 1 }, devices: [ /dev/vdb ] } ] } ] }
        database: { kind: fuse }
        service: { type: NodePort, annotations: { a.b/c: "d: e" } }
        serviceAccount: { create: false, name: mine }
        priorityClass: { create: true, name: important, value: 1000000 }
        nodeSelector: { kubernetes.io/os: linux }
        tolerations: [ { key: storage, operator: Exists, effect: NoSchedule } ]
        affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [ { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { glusterfs: heketi-pod } } } ] } }
        podAnnotations: { prometheus.io/scrape: "true" }
        extraEnv: [ { name: HEKETI_LVM_WRAPPER, value: "/usr/sbin/exec-on-host" } ]
        glusterfs: { enabled: true, tolerations: [ { operator: Exists } ] }
        storageClass: { create: true, isDefault: true, volumeOptions: user.heketi.arbiter true }
        """;

    private const string Little = """
        auth: { existingSecret: keys }
        backup: { enabled: false }
        lease: { enabled: false }
        rbac: { create: false }
        podDisruptionBudget: { enabled: false }
        database: { kind: claim, claimName: db }
        """;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var values in new[] { Keys, Everything, Little, Keys + "database: { kind: glusterfs }" })
            {
                data.Add(values, "1.20");
                data.Add(values, "1.28");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Renders_valid_objects(string values, string version)
    {
        var schema = KubernetesSchema.Load(version);

        var objects = Chart().Objects(values, For(version));

        objects.SelectMany(each => schema.Mistakes(Element(each))).Should().BeEmpty();
        objects.Select(each => $"{each["kind"]} {each["metadata"]!["name"]}").Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_fit_their_schema(string values, string version)
    {
        _ = version;
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "values.schema.json")));

        KubernetesSchema.Check(Element(Chart().Values(values)), schema.RootElement).Should().BeEmpty();
    }

    [Theory]
    [InlineData("replica: 2", "replica: there is no such field")]
    [InlineData("replicas: \"2\"", "replicas: is String, has to be integer")]
    [InlineData("database: { kind: nfs }", "database.kind: is nfs, has to be one of")]
    [InlineData("glusterfs: { image: { tag: x } }", "glusterfs.image: is Object, has to be string")]
    public void The_schema_finds_a_mistake(string values, string message)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "values.schema.json")));

        KubernetesSchema.Check(Element(Chart().Values(values)), schema.RootElement).Should().ContainMatch($"*{message}*");
    }

    [Fact]
    public void The_schema_knows_every_value_and_no_other()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "values.schema.json")))!;

        schema["properties"]!.AsObject().Select(each => each.Key).Should().BeEquivalentTo([.. Chart().Values("").Select(each => each.Key), "global"]);
        foreach (var (name, inner) in Chart().Values("").Where(each => schema["properties"]![each.Key]!["additionalProperties"]?.GetValueKind() is JsonValueKind.False))
        {
            inner!.AsObject().Select(each => each.Key)
                .Should().BeSubsetOf(schema["properties"]![name]!["properties"]!.AsObject().Select(each => each.Key), name);
        }
    }

    [Theory]
    [InlineData("", "auth.adminKey is empty: set it*")]
    [InlineData("auth: { adminKey: a }", "auth.userKey is empty*")]
    [InlineData(Keys + "replicas: 2\nlease: { enabled: false }", "*two servers would write to one database*")]
    [InlineData(Keys + "replicas: 2\nbackup: { enabled: false }", "*nothing of each other's changes*")]
    [InlineData(Keys + "database: { kind: claim }", "database.claimName is empty*")]
    [InlineData("auth: { existingSecret: s }\nstorageClass: { create: true }", "*storageClass.create needs it*")]
    public void Refuses_values_that_cannot_work(string values, string message) =>
        FluentActions.Invoking(() => Chart().Objects(values, new())).Should().Throw<ChartException>().WithMessage(message);

    [Fact]
    public void The_server_runs_without_rights_on_a_read_only_file_system()
    {
        foreach (var values in new[] { Keys, Everything, Little })
        {
            var pod = Pod(values);
            var server = pod["containers"]![0]!;

            pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>().Should().BeTrue();
            server["securityContext"]!.ToJsonString().Should().Be("""{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]}}""");
            server["readinessProbe"]!["httpGet"]!["path"]!.GetValue<string>().Should().Be("/readyz");
            server["resources"]!["limits"]!["memory"]!.GetValue<string>().Should().Be("512Mi");
        }
    }

    [Fact]
    public void Files_and_keys_arrive_as_they_were_given()
    {
        var objects = Chart().Objects(Everything, new());
        var files = Find(objects, "Secret", "store-config")["stringData"]!;
        var keys = Find(objects, "Secret", "store-keys")["stringData"]!;

        JsonNode.Parse((string)files["heketi.json"]!)!["port"]!.GetValue<string>().Should().Be("8080");
        JsonNode.Parse((string)files["topology.json"]!)!["clusters"]![0]!["nodes"]![0]!["devices"]![0]!.GetValue<string>().Should().Be("/dev/vdb");
        ((string)keys["user"]!).Should().Be("it's \"b\"");
        Variables(Pod(Everything)).Should().Contain(["HEKETI_KUBE_LEASE=store", "HEKETI_KUBE_EVENTS=y", "HEKETI_TOPOLOGY_FILE=/etc/heketi/topology.json", "HEKETI_LVM_WRAPPER=/usr/sbin/exec-on-host"]);
    }

    [Fact]
    public void Pods_come_anew_when_their_files_change()
    {
        string Sum(string values) => Find(Chart().Objects(values, new()), "Deployment", "heketi")["spec"]!["template"]!["metadata"]!["annotations"]!["checksum/files"]!.GetValue<string>();

        Sum(Keys).Should().HaveLength(64).And.Be(Sum(Keys + "replicas: 2")).And.NotBe(Sum(Keys + "config: { glusterfs: { loglevel: debug } }"));
    }

    [Fact]
    public void Everything_points_at_something_that_is_there()
    {
        var objects = Chart().Objects(Everything, new());
        var deployment = Find(objects, "Deployment", "store");
        var labels = deployment["spec"]!["template"]!["metadata"]!["labels"]!.AsObject().ToDictionary(each => each.Key, each => (string)each.Value!);

        foreach (var selector in new[]
        {
            deployment["spec"]!["selector"]!["matchLabels"]!,
            Find(objects, "Service", "store")["spec"]!["selector"]!,
            Find(objects, "PodDisruptionBudget", "store")["spec"]!["selector"]!["matchLabels"]!,
        })
        {
            labels.Should().Contain(selector.AsObject().Select(each => KeyValuePair.Create(each.Key, (string)each.Value!)));
        }

        var mount = deployment["spec"]!["template"]!["spec"]!["containers"]![1]!;
        Find(objects, "Service", (string)mount["env"]!.AsArray().Single(each => (string)each!["name"]! == "DB_VOLUME_HOSTS")!["value"]!)["spec"]!["clusterIP"]!.GetValue<string>().Should().Be("None", "a mount needs glusterd's port, which no virtual address has");
        var parameters = Find(objects, "StorageClass", "glusterfs")["parameters"]!;
        ((string)parameters["resturl"]!).Should().Be("http://store.storage.svc.cluster.local:8080");
        Find(objects, "Secret", (string)parameters["secretName"]!)["stringData"]!["key"]!.GetValue<string>().Should().Be("a");
        Pod(Everything)["priorityClassName"]!.GetValue<string>().Should().Be("important");
        Find(objects, "PriorityClass", "important")["value"]!.GetValue<double>().Should().Be(1_000_000);
        Find(objects, "RoleBinding", "store")["subjects"]![0]!["name"]!.GetValue<string>().Should().Be("mine");
    }

    [Theory]
    [InlineData("emptyDir", true)]
    [InlineData("claim", false)]
    [InlineData("fuse", false)]
    public void The_secret_leads_where_every_server_has_a_database_of_its_own(string kind, bool leads) =>
        Variables(Pod(Keys + $"database: {{ kind: {kind}, claimName: db, fuseImage: gluster }}")).Contains("HEKETI_KUBE_DB_SECRET_LEADS=y").Should().Be(leads);

    [Fact]
    public void Without_a_backup_there_is_no_secret_to_lead() =>
        Variables(Pod(Keys + "backup: { enabled: false }")).Should().NotContain(each => each.StartsWith("HEKETI_KUBE_DB_SECRET_LEADS", StringComparison.Ordinal));

    [Theory]
    [InlineData("emptyDir", 60)]
    [InlineData("glusterfs", 60)]
    [InlineData("fuse", 90)]
    public void A_pod_has_the_time_that_its_stop_takes(string kind, int seconds) =>
        Pod(Keys + $"database: {{ kind: {kind} }}")["terminationGracePeriodSeconds"]!.GetValue<double>().Should().Be(seconds);

    [Fact]
    public void A_database_that_is_mounted_by_FUSE_is_in_a_directory_of_its_pod() =>
        Variables(Pod(Keys + "database: { kind: fuse }")).Should().Contain("HEKETI_DB_PATH=/var/lib/heketi/$(POD_NAME)/heketi.db");

    /// <summary>The chart's Role is that of extras/kubernetes, less what is only for what is switched off or done by people.</summary>
    [Fact]
    public void The_role_allows_no_more_than_the_manifest_does()
    {
        static string[] Rules(JsonNode role) => [.. role["rules"]!.AsArray().SelectMany(rule =>
            rule!["resources"]!.AsArray().SelectMany(resource => rule["verbs"]!.AsArray().Select(verb => $"{resource} {verb} {rule["resourceNames"]}")))];
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "kubernetes", "heketi-role.json")))!["items"]![0]!;

        Rules(manifest).Should().Contain(Rules(Find(Chart().Objects(Keys + "events: { enabled: true }", new()), "Role", "heketi")));
    }

    [Theory]
    [InlineData(Keys, "--set database.kind=fuse")]
    [InlineData(Everything, "storagenode: glusterfs")]
    public void The_notes_say_how_to_go_on(string values, string text) => Chart().Text("NOTES.txt", values, new()).Should().Contain(text);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "helm", "heketi");

    private static HelmChart Chart() => HelmChart.Load(Folder);

    private static Release For(string version) => version == "1.20" ? Release.Old : new();

    private static JsonNode Pod(string values) => Chart().Objects(values, new()).Single(each => (string)each["kind"]! == "Deployment")["spec"]!["template"]!["spec"]!;

    private static IEnumerable<string> Variables(JsonNode pod) => pod["containers"]![0]!["env"]!.AsArray().Select(each => $"{each!["name"]}={each["value"]}");

    private static JsonNode Find(IEnumerable<JsonNode> objects, string kind, string name) =>
        objects.Single(each => (string)each["kind"]! == kind && (string)each["metadata"]!["name"]! == name);

    /// <summary>Through text: whole numbers are whole again.</summary>
    private static JsonElement Element(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }
}
