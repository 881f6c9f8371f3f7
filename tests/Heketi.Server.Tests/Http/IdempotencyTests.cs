using System.Text;
using Heketi.Core.Operations;
using Heketi.Core.Operations.Queue;
using Heketi.Core.Topology;
using Heketi.Server.Tests.Kubernetes;
using NSubstitute;

namespace Heketi.Server.Tests.Http;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Body = """{"size":1}""";
    private readonly OperationQueue queue = new(TimeProvider.System);
    private readonly ServerFixture server;

    public IdempotencyTests() => server = new() { Queue = queue };

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        await server.Put(new Cluster { Id = "c1", File = true });
        server.Operations.CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>()).Returns(_ => queue.Open());
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_repeated_create_gets_the_first_answer_while_it_runs_and_after_it_was_read()
    {
        var first = await Create("k");
        (await Create("k")).Location.Should().Be(first.Location);

        queue.Complete(first.Location["/queue/".Length..], new QueuedOutcome.Done("/volumes/1"));
        (await server.Send("GET", first.Location)).Status.Should().Be(303);

        (await Create("k")).Should().Be(first);
        (await server.Send("GET", first.Location)).Response.Headers.Location!.OriginalString.Should().Be("/volumes/1");
        await server.Operations.Received(1).CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Creates_at_the_same_time_under_one_key_are_done_once()
    {
        var planned = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Operations.CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>()).Returns(_ => planned.Task);

        var answers = Enumerable.Range(0, 8).Select(_ => Create("k")).ToList();
        planned.SetResult(queue.Open());

        (await Task.WhenAll(answers)).Distinct().Should().ContainSingle().Which.Status.Should().Be(202);
        await server.Operations.Received(1).CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused()
    {
        await Create("k");

        var (status, _) = await Create("k", """{"size":2}""");

        status.Should().Be(422);
        (await Create("other", """{"size":2}""")).Status.Should().Be(202);
    }

    [Fact]
    public async Task A_client_that_hung_up_gets_its_create_when_it_asks_again()
    {
        var called = new TaskCompletionSource();
        server.Operations.CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            // The store carries on with a change that it has begun
            called.TrySetResult();
            await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return queue.Open();
        });
        using var client = new HttpClient { BaseAddress = server.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/volumes") { Content = new StringContent(Body, Encoding.UTF8) };
        request.Headers.Add("Idempotency-Key", "k");
        using var patience = new CancellationTokenSource();
        var first = client.SendAsync(request, patience.Token);
        await called.Task;
        await patience.CancelAsync();
        await first.ContinueWith(_ => { }, TaskScheduler.Default);

        var (status, location) = await Create("k");

        status.Should().Be(202);
        location.Should().StartWith("/queue/");
        await server.Operations.Received(1).CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_refused_create_may_be_tried_again()
    {
        server.Operations.CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>())
            .Returns(_ => throw new OperationRefusedException(RefusalReason.Busy, "busy"), _ => queue.Open());

        (await Create("k")).Status.Should().Be(429);
        (await Create("k")).Status.Should().Be(202);
    }

    [Fact]
    public async Task A_plan_does_not_take_the_key()
    {
        await Create("k", path: "/volumes?dryrun=true");

        (await Create("k")).Status.Should().Be(202);
        await server.Operations.Received(1).CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task After_a_restart_the_result_is_found_in_the_database()
    {
        var first = await Create("k");
        queue.Complete(first.Location["/queue/".Length..], new QueuedOutcome.Done("/volumes/1"));
        await Eventually.HoldsAsync(
            () => server.Store.Snapshot.Attributes.Any(a => a.Id.StartsWith(DatabaseAttribute.IdempotencyPrefix, StringComparison.Ordinal)),
            "the key is written, behind the answer");

        await using var next = new ServerFixture { Queue = new OperationQueue(TimeProvider.System), Store = server.Store };
        await next.InitializeAsync();
        var again = await Create("k", on: next);

        again.Status.Should().Be(202);
        var (status, _, response) = await next.Send("GET", again.Location);
        status.Should().Be(303);
        response.Headers.Location!.OriginalString.Should().Be("/volumes/1");
        (await Create("k", """{"size":2}""", next)).Status.Should().Be(422);
        await next.Operations.DidNotReceive().CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>());
    }

    private async Task<(int Status, string Location)> Create(string key, string body = Body, ServerFixture? on = null, string path = "/volumes")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8) };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await (on ?? server).Client.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.Location?.OriginalString ?? "");
    }
}
