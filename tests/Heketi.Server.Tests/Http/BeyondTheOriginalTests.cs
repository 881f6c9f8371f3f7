using System.Text.Json;
using Heketi.Core.Operations;
using Heketi.Core.Operations.Queue;
using Heketi.Core.Topology;
using NSubstitute;

namespace Heketi.Server.Tests.Http;

/// <summary>What the original did not have: problems, long polls, the whole topology.</summary>
public sealed class BeyondTheOriginalTests : IAsyncLifetime
{
    private readonly ServerFixture server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("GET", "/volumes/abc", 404, "Id not found")]
    [InlineData("PUT", "/volumes", 405, "/volumes cannot be asked with PUT")]
    public async Task An_error_is_a_problem_for_clients_that_accept_one(string method, string path, int status, string detail)
    {
        server.Client.DefaultRequestHeaders.Add("Accept", "application/json, application/problem+json;q=0.5");

        var answer = await server.Send(method, path);

        answer.Status.Should().Be(status);
        answer.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = JsonDocument.Parse(answer.Body).RootElement;
        problem.GetProperty("status").GetInt32().Should().Be(status);
        problem.GetProperty("detail").GetString().Should().Be(detail);
        problem.GetProperty("instance").GetString().Should().Be(path);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/problem+json;q=0")]
    public async Task Other_clients_get_the_text(string accept)
    {
        server.Client.DefaultRequestHeaders.Add("Accept", accept);

        (await server.Send("GET", "/volumes/abc")).Body.Should().Be("Id not found\n");
    }

    [Fact]
    public async Task A_long_poll_answers_as_soon_as_the_request_has_ended()
    {
        var queue = new OperationQueue(TimeProvider.System);
        var id = queue.Open();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Queue.Poll(id).Returns(_ => queue.Poll(id));
        server.Queue.WhenEndedAsync(id).Returns(_ =>
        {
            asked.TrySetResult();
            return queue.WhenEndedAsync(id);
        });
        server.Client.DefaultRequestHeaders.Add("Prefer", "respond-async, wait=999");

        var answer = server.Send("GET", "/queue/" + id);
        await asked.Task;
        answer.IsCompleted.Should().BeFalse();
        queue.Complete(id, new QueuedOutcome.Done("/volumes/1"));

        var (status, _, response) = await answer;
        status.Should().Be(303);
        response.Headers.GetValues("Preference-Applied").Should().Equal("wait=50");
    }

    [Fact]
    public async Task The_topology_comes_in_one_answer()
    {
        await server.Put(
            new Cluster { Id = "c1", File = true },
            new Node { Id = "n1", ClusterId = "c1" },
            new Device { Id = "d1", NodeId = "n1", Name = "/dev/sdb" },
            new Volume { Id = "v1", ClusterId = "c1", Name = "vol", SizeGiB = 3 },
            new Volume { Id = "v2", ClusterId = "c1", Name = "in the making", SizeGiB = 3, PendingId = "o1" },
            new Brick { Id = "b1", DeviceId = "d1", NodeId = "n1", VolumeId = "v1", Path = "/p", SizeKiB = 5, PoolSizeKiB = 5, PoolMetadataSizeKiB = 1 },
            new BlockVolume { Id = "b2", ClusterId = "c1", HostingVolumeId = "v1", Name = "block", SizeGiB = 1 });

        var (_, body, _) = await server.Send("GET", "/topology");

        var cluster = JsonDocument.Parse(body).RootElement.GetProperty("clusters")[0];
        cluster.GetProperty("id").GetString().Should().Be("c1");
        cluster.GetProperty("nodes")[0].GetProperty("devices")[0].GetProperty("bricks")[0].GetProperty("id").GetString().Should().Be("b1");
        cluster.GetProperty("volumes").EnumerateArray().Select(v => v.GetProperty("id").GetString()).Should().Equal("v1");
        cluster.GetProperty("blockvolumes")[0].GetProperty("id").GetString().Should().Be("b2");
    }

    [Fact]
    public async Task A_cached_answer_is_not_given_after_a_change()
    {
        await server.Put(new Cluster { Id = "c1", File = true });
        var before = await server.Send("GET", "/clusters/c1");
        (await server.Send("GET", "/clusters/c1")).Body.Should().Be(before.Body);

        await server.Put(new Cluster { Id = "c1", File = false });

        (await server.Send("GET", "/clusters/c1")).Body.Should().Contain("\"file\":false");
    }
}
