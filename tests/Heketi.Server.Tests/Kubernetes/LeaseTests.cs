using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Heketi.Testing.Kubernetes;
using Heketi.Testing.Kubernetes.Faults;

namespace Heketi.Server.Tests.Kubernetes;

/// <summary>Two real servers on one database and one lease.</summary>
public sealed class LeaseTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heketi-lease-");
    private FakeKubernetes? _api;

    private FakeKubernetes Api => _api!;

    public async ValueTask InitializeAsync() => _api = await FakeKubernetes.StartAsync(new NoShell());

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_server_that_was_paused_for_longer_than_its_lease_writes_nothing_any_more()
    {
        await using var first = Start();
        var firstPort = await first.Port.WaitAsync(TestContext.Current.CancellationToken);
        using var toFirst = ServerProcess.Client(firstPort);
        await CreateClusterAsync(toFirst);
        await using var second = Start();

        first.Pause();
        var secondPort = await second.Port.WaitAsync(TestContext.Current.CancellationToken);
        using var toSecond = ServerProcess.Client(secondPort);
        await CreateClusterAsync(toSecond);
        // Accepted by the paused process's socket; answered, or not, when it goes on
        var late = toFirst.PostAsJsonAsync("/clusters", new { }, TestContext.Current.CancellationToken);
        first.Resume();

        var answer = await late.ContinueWith(task => task.IsCompletedSuccessfully ? task.Result.StatusCode : 0, TaskScheduler.Default);
        await first.ExitAsync();
        answer.Should().NotBe(HttpStatusCode.Created, "what another server may have overtaken is not acknowledged");
        first.ExitCode.Should().NotBe(0);
        first.Output.Should().Contain("lost");
        (await ClustersAsync(toSecond)).Should().Be(2);
        await CreateClusterAsync(toSecond);
        await StopAsync(second);
        await using var third = Start();
        using var toThird = ServerProcess.Client(await third.Port.WaitAsync(TestContext.Current.CancellationToken));
        (await ClustersAsync(toThird)).Should().Be(3);
    }

    [Fact]
    public async Task A_server_that_stops_in_order_hands_over_at_once()
    {
        await using var first = Start(seconds: 600);
        await first.Port.WaitAsync(TestContext.Current.CancellationToken);
        await using var second = Start(seconds: 600);

        await StopAsync(first);

        using var toSecond = ServerProcess.Client(await second.Port.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        (await toSecond.GetAsync("/readyz", TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_that_cannot_renew_its_lease_ends()
    {
        await using var server = Start();
        await server.Port.WaitAsync(TestContext.Current.CancellationToken);

        Api.Faults.OnPath("/leases", new StatusFault(HttpStatusCode.ServiceUnavailable), times: int.MaxValue);

        await server.ExitAsync();
        server.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Some_failed_renewals_do_no_harm()
    {
        await using var server = Start(seconds: 15);
        using var client = ServerProcess.Client(await server.Port.WaitAsync(TestContext.Current.CancellationToken));
        var before = Renewals();

        Api.Faults.OnPath("/leases", new StatusFault(HttpStatusCode.ServiceUnavailable), times: 2);
        Api.Faults.OnPath("/leases", new DropFault(), times: 2);

        await Eventually.HoldsAsync(() => Renewals() > before + 6, "the lease is renewed after the failures");
        await CreateClusterAsync(client);
    }

    [Fact]
    public async Task An_offline_command_leaves_the_database_to_the_server_that_runs()
    {
        var lease = new JsonObject { ["kube_lease"] = "heketi", ["kube_lease_seconds"] = 10 };
        await using (var server = ServerProcess.Start(_folder.FullName, Api.Address, lease))
        {
            using var client = ServerProcess.Client(await server.Port.WaitAsync(TestContext.Current.CancellationToken));
            await CreateClusterAsync(client);

            await using var offline = ServerProcess.Run(_folder.FullName, Api.Address, lease, ["offline", "state", "examine", "gluster"]);
            await offline.ExitAsync();

            offline.ExitCode.Should().Be(1);
            offline.Output.Should().Contain("holds the lease heketi");
            await CreateClusterAsync(client);
            await StopAsync(server);
        }

        await using var again = ServerProcess.Run(_folder.FullName, Api.Address, lease, ["offline", "state", "examine", "gluster"]);
        await again.ExitAsync();
        again.ExitCode.Should().Be(0, again.Output);
        await using var next = ServerProcess.Start(_folder.FullName, Api.Address, lease);
        using var toNext = ServerProcess.Client(await next.Port.WaitAsync(TestContext.Current.CancellationToken));
        (await ClustersAsync(toNext)).Should().Be(2, "both changes are in the file that has the name");
    }

    [Fact]
    public async Task A_server_that_cannot_write_any_more_leaves_the_lease_to_another_one()
    {
        await using var first = Start(seconds: 600);
        using var client = ServerProcess.Client(await first.Port.WaitAsync(TestContext.Current.CancellationToken));
        await CreateClusterAsync(client);
        await using var second = Start(seconds: 600);

        first.LimitFiles(4096);
        (await client.PostAsJsonAsync("/clusters", new { }, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        await first.ExitAsync();
        first.ExitCode.Should().Be(1);
        using var toSecond = ServerProcess.Client(await second.Port.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        await CreateClusterAsync(toSecond);
    }

    [Fact]
    public async Task A_single_server_that_cannot_write_any_more_is_not_alive()
    {
        await using var server = ServerProcess.Start(_folder.FullName, Api.Address, []);
        using var client = ServerProcess.Client(await server.Port.WaitAsync(TestContext.Current.CancellationToken));
        await CreateClusterAsync(client);
        (await client.GetAsync("/healthz", TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);

        server.LimitFiles(4096);
        (await client.PostAsJsonAsync("/clusters", new { }, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        (await client.GetAsync("/healthz", TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/clusters", TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK, "it answers what it knows");
    }

    private int Renewals() => Api.Requests.Lines.Count(line => line.Contains("/leases", StringComparison.Ordinal));

    private ServerProcess Start(int seconds = 3) => ServerProcess.Start(
        _folder.FullName, Api.Address, new JsonObject { ["kube_lease"] = "heketi", ["kube_lease_seconds"] = seconds });

    private static async Task CreateClusterAsync(HttpClient client) =>
        (await client.PostAsJsonAsync("/clusters", new { }, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.Created);

    private static async Task<int> ClustersAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonObject>("/clusters", TestContext.Current.CancellationToken))!["clusters"]!.AsArray().Count;

    private static async Task StopAsync(ServerProcess server)
    {
        server.Terminate();
        await server.ExitAsync();
        server.ExitCode.Should().Be(0);
    }
}
