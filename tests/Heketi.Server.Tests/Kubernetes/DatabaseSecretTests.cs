using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Heketi.Testing.Kubernetes;
using Heketi.Testing.Kubernetes.Faults;
using Heketi.Testing.Kubernetes.Objects;

namespace Heketi.Server.Tests.Kubernetes;

/// <summary>The database's backup in a Kubernetes secret, by the real server.</summary>
public sealed class DatabaseSecretTests : IAsyncLifetime
{
    private static readonly ObjectKey Secret = new("storage", "secrets", "heketi-db-backup");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heketi-secret-");
    private FakeKubernetes? _api;

    private FakeKubernetes Api => _api!;

    public async ValueTask InitializeAsync() => _api = await FakeKubernetes.StartAsync(new NoShell());

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_change_is_in_the_secret_and_comes_back_when_the_database_is_lost()
    {
        await using (var server = Start("first.db"))
        {
            await CreateClusterAsync(server);
            server.Terminate();
            await server.ExitAsync();
        }

        Content().Should().NotBeNullOrEmpty();
        await using var other = Start("second.db");
        using var client = ServerProcess.Client(await other.Port.WaitAsync(TestContext.Current.CancellationToken));
        var clusters = await client.GetFromJsonAsync<JsonObject>("/clusters", TestContext.Current.CancellationToken);
        clusters!["clusters"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task A_change_gets_into_the_secret_while_the_server_runs_and_the_rest_of_the_secret_stays()
    {
        Api.Objects.Put(Secret, new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["mine"] = "yes" } },
            ["data"] = new JsonObject { ["other"] = "eA==" },
        });
        await using var server = Start("first.db");
        await server.Port.WaitAsync(TestContext.Current.CancellationToken);
        Api.Faults.OnPath("/secrets", new StatusFault(HttpStatusCode.Conflict), times: 1);

        await CreateClusterAsync(server);

        await Eventually.HoldsAsync(() => Content() is not null, "the database is in the secret");
        var secret = Api.Objects.Get(Secret)!;
        ((string?)secret["metadata"]!["labels"]!["mine"]).Should().Be("yes");
        ((string?)secret["data"]!["other"]).Should().Be("eA==");
    }

    [Fact]
    public async Task With_a_backup_that_cannot_be_read_the_start_is_refused()
    {
        Api.Objects.Put(Secret, new JsonObject { ["data"] = new JsonObject { ["heketi.db.gz"] = "bm90IGd6aXA=" } });

        await using var server = Start("lost.db");
        await server.ExitAsync();

        server.ExitCode.Should().Be(1);
        server.Output.Should().Contain("heketi-db-backup").And.Contain("cannot be restored");
        File.Exists(Path.Combine(_folder.FullName, "lost.db")).Should().BeFalse();
    }

    [Fact]
    public async Task A_database_of_the_past_is_refused_or_put_aside_but_never_served()
    {
        await ServeAsync("first.db", async server => await CreateClusterAsync(server));
        await ServeAsync("second.db", async server => await CreateClusterAsync(server));

        await using (var past = Start("first.db"))
        {
            await past.ExitAsync();
            past.ExitCode.Should().Be(1);
            past.Output.Should().Contain("another copy of the database").And.Contain("HEKETI_KUBE_DB_SECRET_LEADS");
        }

        await ServeAsync("first.db", async server => (await ClustersAsync(server)).Should().Be(2), leads: true);
        Directory.GetFiles(_folder.FullName, "first.db.superseded-*").Should().ContainSingle();
        await ServeAsync("first.db", async server => await CreateClusterAsync(server));
        await ServeAsync("second.db", async server => (await ClustersAsync(server)).Should().Be(3), leads: true);
    }

    [Fact]
    public async Task The_same_database_is_served_again_whatever_the_secret_has()
    {
        await ServeAsync("first.db", async server => await CreateClusterAsync(server));
        await ServeAsync("first.db", async server => await CreateClusterAsync(server), leads: true);

        await ServeAsync("first.db", async server => (await ClustersAsync(server)).Should().Be(2), leads: true);

        Directory.GetFiles(_folder.FullName, "first.db.superseded-*").Should().BeEmpty();
    }

    [Fact]
    public async Task A_backup_that_lacks_changes_is_not_restored_as_if_it_were_whole()
    {
        await ServeAsync("first.db", async server => await CreateClusterAsync(server));
        var secret = Api.Objects.Get(Secret)!;
        secret["metadata"]!["annotations"]!["heketi-missed-revision"] = "7";
        Api.Objects.Put(Secret, secret);

        await using var server = Start("second.db");
        await server.ExitAsync();

        server.ExitCode.Should().Be(1);
        server.Output.Should().Contain("since revision 7").And.Contain("heketi-missed-revision");
        File.Exists(Path.Combine(_folder.FullName, "second.db")).Should().BeFalse();
    }

    [Fact]
    public async Task A_log_that_a_lost_database_has_left_is_not_played_into_a_restored_one()
    {
        await ServeAsync("first.db", async server => await CreateClusterAsync(server));
        File.WriteAllText(Path.Combine(_folder.FullName, "second-log.db"), "changes of another database");

        await using var server = Start("second.db");
        await server.ExitAsync();

        server.ExitCode.Should().Be(1);
        server.Output.Should().Contain("second-log.db");
        File.Exists(Path.Combine(_folder.FullName, "second.db")).Should().BeFalse();
    }

    private async Task ServeAsync(string database, Func<ServerProcess, Task> work, bool leads = false)
    {
        await using var server = Start(database, leads);
        await work(server);
        server.Terminate();
        await server.ExitAsync();
        server.ExitCode.Should().Be(0, server.Output);
    }

    private static async Task<int> ClustersAsync(ServerProcess server)
    {
        using var client = ServerProcess.Client(await server.Port.WaitAsync(TestContext.Current.CancellationToken));
        return (await client.GetFromJsonAsync<JsonObject>("/clusters", TestContext.Current.CancellationToken))!["clusters"]!.AsArray().Count;
    }

    private string? Content() => (string?)Api.Objects.Get(Secret)?["data"]?["heketi.db.gz"];

    private ServerProcess Start(string database, bool leads = false)
    {
        var path = Path.Combine(_folder.FullName, database);
        return ServerProcess.Start(
            _folder.FullName, Api.Address, new JsonObject { ["backup_db_to_kube_secret"] = true, ["kube_db_secret_leads"] = leads }, path);
    }

    private static async Task CreateClusterAsync(ServerProcess server)
    {
        using var client = ServerProcess.Client(await server.Port.WaitAsync(TestContext.Current.CancellationToken));
        (await client.PostAsJsonAsync("/clusters", new { }, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.Created);
    }
}
