using System.Net;
using System.Text.Json.Nodes;
using Heketi.Client.Tests.Support;
using Heketi.Testing.Kubernetes;
using Heketi.Testing.Kubernetes.Exec;
using Heketi.Testing.Kubernetes.Faults;
using Heketi.Testing.Kubernetes.Objects;

namespace Heketi.Cli.Tests;

/// <summary><c>setup-openshift-heketi-storage --apply</c> against an API server.</summary>
public sealed class StorageApplyTests : IAsyncLifetime
{
    private const string Volume = """{"id":"v1","name":"heketidbstorage","mount":{"glusterfs":{"hosts":["10.0.0.1","10.0.0.2"],"device":"10.0.0.1:heketidbstorage"}},"durability":{"type":"replicate"}}""";
    private const string Success = """
        Saving heketi-storage.json
        Secret heketi-storage-secret created
        Endpoints heketi-storage-endpoints created
        Service heketi-storage-endpoints created
        Job heketi-storage-copy-job created
        The database is on volume heketidbstorage. Now stop this server, and start the one that mounts the volume

        """;

    private static readonly ObjectKey Job = new("storage", "jobs", "heketi-storage-copy-job");

    private readonly TestDirectory _directory = new();
    private FakeKubernetes _kubernetes = null!;
    private StubServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _kubernetes = await FakeKubernetes.StartAsync(new ProcessShell());
        _server = (await StubServer.StartAsync())
            .On("GET /clusters", StubAnswer.Json("""{"clusters":["c1"]}"""))
            .On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","volumes":[]}"""))
            .On("POST /volumes", StubAnswer.Json(Volume))
            .On("GET /backup/db", StubAnswer.Json("database"));
    }

    public async ValueTask DisposeAsync()
    {
        await _kubernetes.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Makes_the_objects_and_waits_for_the_copy()
    {
        _kubernetes.Minor = "25";
        _kubernetes.AcceptOnly("t0ken");

        (await RunAsync(() => End("Complete"))).Should().Be(CliRun.Success(Success));

        Get("secrets", "heketi-storage-secret")["data"]!["heketi.db"]!.GetValue<string>().Should().Be(Convert.ToBase64String("database\n"u8));
        Get("endpoints", "heketi-storage-endpoints")["subsets"]!.AsArray().Select(subset => (string)subset!["addresses"]![0]!["ip"]!).Should().Equal("10.0.0.1", "10.0.0.2");
        Get("services", "heketi-storage-endpoints")["spec"]!["ports"]![0]!["port"]!.GetValue<int>().Should().Be(1);
        var pod = _kubernetes.Objects.Get(Job)!["spec"]!["template"]!["spec"]!;
        pod["volumes"]![0]!["glusterfs"]!["path"]!.GetValue<string>().Should().Be("heketidbstorage");
        pod["containers"]![0]!["image"]!.GetValue<string>().Should().Be("heketi/heketi:dev");
    }

    [Fact]
    public async Task Mounts_by_itself_where_Kubernetes_does_not()
    {
        _kubernetes.Minor = "26+";

        (await RunAsync(() => End("Complete"), "--mount-image=gluster:1")).Should().Be(CliRun.Success(Success));

        var pod = _kubernetes.Objects.Get(Job)!["spec"]!["template"]!["spec"]!;
        pod["volumes"]!.AsArray().Should().ContainSingle().Which!["secret"].Should().NotBeNull();
        pod["containers"]![0]!["image"]!.GetValue<string>().Should().Be("gluster:1");
        pod["containers"]![0]!["env"]!.ToJsonString().Should().Be("""[{"name":"HOSTS","value":"10.0.0.1,10.0.0.2"},{"name":"VOLUME","value":"heketidbstorage"}]""");
        pod["containers"]![0]!["securityContext"]!["privileged"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task Can_be_repeated()
    {
        await RunAsync(() => End("Complete"));
        _server.On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","volumes":["v1"]}""")).On("GET /volumes/v1", StubAnswer.Json(Volume));

        (await RunAsync()).Output.Should().Be("""
            Volume heketidbstorage is there already and is used
            Saving heketi-storage.json
            Secret heketi-storage-secret unchanged
            Endpoints heketi-storage-endpoints unchanged
            Service heketi-storage-endpoints unchanged
            Job heketi-storage-copy-job has copied the database already: it is not copied again
            The database is on volume heketidbstorage. Now stop this server, and start the one that mounts the volume

            """);
        _server.Log.Where(line => line.StartsWith("POST /volumes", StringComparison.Ordinal)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_failed_copy_is_told_and_begun_anew()
    {
        var failed = await RunAsync(() => End("Failed", "Job has reached the specified backoff limit"));
        failed.Should().Be(CliRun.Failure(
            "heketi-storage-copy-job failed: Job has reached the specified backoff limit. Its output: kubectl -n storage logs job/heketi-storage-copy-job; mend it and run this command again",
            Success[..Success.IndexOf("The database", StringComparison.Ordinal)]));
        _server.On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","volumes":["v1"]}""")).On("GET /volumes/v1", StubAnswer.Json(Volume));

        (await RunAsync(() => End("Complete"))).Output.Should().Contain("Job heketi-storage-copy-job had failed and is created anew\n").And.EndWith("mounts the volume\n");
    }

    [Fact]
    public async Task Says_why_the_copy_does_not_begin()
    {
        var pod = FakePods.Gluster("copy-1", "storage", "node1");
        pod["metadata"]!["labels"]!["job-name"] = "heketi-storage-copy-job";
        pod["status"]!["containerStatuses"] = new JsonArray(new JsonObject { ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ErrImagePull", ["message"] = "no such image" } } });
        _kubernetes.Objects.Put(new("storage", "pods", "copy-1"), pod);
        var ending = pod.DeepClone().AsObject();
        ending["metadata"]!["name"] = "copy-0";
        ending["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        ending["status"]!["containerStatuses"]![0]!["state"]!["waiting"]!["message"] = "of a job before";
        _kubernetes.Objects.Put(new("storage", "pods", "copy-0"), ending);

        (await RunAsync(() => End("Complete"))).Error.Should().Be("heketi-storage-copy-job waits: ErrImagePull: no such image\n");
    }

    [Theory]
    [InlineData("/secrets", "refused to make Secret heketi-storage-secret in namespace storage: secrets is forbidden; nothing was done")]
    [InlineData("/jobs", "refused to make Job heketi-storage-copy-job in namespace storage: secrets is forbidden; nothing was done")]
    [InlineData("/version", "does not tell its version: secrets is forbidden")]
    public async Task What_is_not_allowed_is_found_before_the_volume_is_made(string path, string message)
    {
        _kubernetes.Faults.OnPath(path, new StatusFault(HttpStatusCode.Forbidden, "secrets is forbidden"));

        var run = await RunAsync();

        run.Error.Should().Contain(message);
        run.ExitCode.Should().Be(CliProgram.Failure);
        _server.Log.Should().NotContainMatch("POST *");
    }

    [Fact]
    public async Task A_database_too_large_for_a_secret_is_refused_before_the_volume_is_made()
    {
        _server.On("GET /backup/db", StubAnswer.Json(new string('x', (1024 * 1024) + 1)));

        (await RunAsync()).Error.Should().Contain("a Kubernetes secret takes 1048576");
        _server.Log.Should().NotContainMatch("POST *");
    }

    [Fact]
    public async Task Without_a_cluster_it_says_how_to_name_one() =>
        (await CliRun.AgainstAsync(_server, "setup-openshift-heketi-storage --apply", _directory.Path))
            .Should().Be(CliRun.Failure("--apply needs a Kubernetes cluster: give --kubeconfig, set KUBECONFIG, or run this in a pod with a service account"));

    private Task<CliRun> RunAsync(Action? step = null, params string[] more)
    {
        File.WriteAllText(Path.Combine(_directory.Path, "config"), $$"""
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [ { name: test, context: { cluster: here, user: me, namespace: storage } } ]
            clusters: [ { name: here, cluster: { server: "{{_kubernetes.Address}}" } } ]
            users: [ { name: me, user: { token: t0ken } } ]
            """);
        return CliRun.AgainstAsync(_server, string.Join(' ', ["setup-openshift-heketi-storage", "--apply", "--kubeconfig=config", .. more]), _directory.Path, new StepTime(step ?? (() => { })));
    }

    private void End(string condition, string message = "")
    {
        if (_kubernetes.Objects.Get(Job) is { } job)
        {
            job["status"] = new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["type"] = condition, ["status"] = "True", ["message"] = message }) };
            _kubernetes.Objects.Put(Job, job);
        }
    }

    private JsonObject Get(string plural, string name) => _kubernetes.Objects.Get(new("storage", plural, name))!;

    /// <summary>On every wait something happens, and the wait is over.</summary>
    private sealed class StepTime(Action step) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            step();
            return new InstantTime().CreateTimer(callback, state, dueTime, period);
        }
    }
}
