using System.Net;
using Heketi.Client.Errors;
using Heketi.Client.Tests.Support;
using Heketi.Contracts.Volumes;

namespace Heketi.Client.Tests;

public sealed class AsynchronousWorkTests
{
    private static readonly VolumeCreateRequest OneGib = new() { Size = 1 };

    [Fact]
    public async Task Accepted_work_is_polled_to_its_end_and_the_result_fetched()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server
            .On("POST /volumes", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", StubAnswer.Pending, StubAnswer.Pending, StubAnswer.To(303, "/volumes/v1"))
            .On("GET /volumes/v1", StubAnswer.Json("""{"size":1,"name":"vol_v1","id":"v1"}"""));

        var volume = await heketi.Client.CreateVolumeAsync(OneGib, TestContext.Current.CancellationToken);

        volume.Name.Should().Be("vol_v1");
        heketi.Server.Requests.Select(request => $"{request.Method} {request.Path}").Should().Equal(
            "POST /volumes", "GET /queue/q1", "GET /queue/q1", "GET /queue/q1", "GET /volumes/v1");
    }

    [Fact]
    public async Task Pauses_between_polls_start_short_and_double_up_to_a_second()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server
            .On("DELETE /volumes/v1", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", [.. Enumerable.Repeat(StubAnswer.Pending, 8), StubAnswer.NoContent]);

        await heketi.Client.DeleteVolumeAsync("v1", TestContext.Current.CancellationToken);

        heketi.Time.Waits.Select(wait => wait.TotalMilliseconds).Should().Equal(25, 50, 100, 200, 400, 800, 1000, 1000);
    }

    [Fact]
    public async Task Failed_work_gives_the_text_of_the_server()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server
            .On("POST /volumes", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", StubAnswer.Error(500, "Failed to allocate new volume: No space"));

        var create = () => heketi.Client.CreateVolumeAsync(OneGib, TestContext.Current.CancellationToken);

        (await create.Should().ThrowAsync<HeketiApiException>())
            .Which.Should().Match<HeketiApiException>(e => e.Message == "Failed to allocate new volume: No space" && e.Status == HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        using var cancellation = new CancellationTokenSource();
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server
            .On("POST /volumes", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", StubAnswer.Pending);

        var create = heketi.Client.CreateVolumeAsync(OneGib, cancellation.Token);
        await heketi.Server.SeenAsync("GET /queue/q1");
        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => create).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_when_it_says()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server
            .On("POST /volumes", StubAnswer.Busy("3"), StubAnswer.Busy(null), StubAnswer.Busy("100000"), StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", StubAnswer.To(303, "/volumes/v1"))
            .On("GET /volumes/v1", StubAnswer.Json("""{"id":"v1"}"""));

        await heketi.Client.CreateVolumeAsync(OneGib, TestContext.Current.CancellationToken);

        heketi.Time.Waits.Select(wait => wait.TotalSeconds).Should().Equal(3, 5, 60);
        heketi.Server.Requests.Where(request => request.Method == "POST").Select(request => request.Body).Distinct()
            .Should().ContainSingle("every try carries the whole request").Which.Should().StartWith("""{"size":1,""");
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_given_up()
    {
        await using var heketi = await ClientFixture.StartAsync(options: new() { BusyRetries = 2 });
        heketi.Server.On("POST /volumes", StubAnswer.Busy("1"));

        var create = () => heketi.Client.CreateVolumeAsync(OneGib, TestContext.Current.CancellationToken);

        (await create.Should().ThrowAsync<HeketiApiException>()).WithMessage("Server busy. Retry operation later.")
            .Which.Status.Should().Be(HttpStatusCode.TooManyRequests);
        heketi.Server.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task Without_waiting_the_queue_id_is_given_and_can_be_waited_for_later()
    {
        await using var heketi = await ClientFixture.StartAsync(options: new Http.HeketiClientOptions { WaitForWork = false });
        heketi.Server
            .On("POST /volumes", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", StubAnswer.Pending, StubAnswer.To(303, "/volumes/v1"))
            .On("GET /volumes/v1", StubAnswer.Json("""{"id":"v1"}"""));

        var create = () => heketi.Client.CreateVolumeAsync(OneGib, TestContext.Current.CancellationToken);

        var id = (await create.Should().ThrowAsync<HeketiAcceptedException>()).Which.QueueId;
        id.Should().Be("q1");
        heketi.Server.Requests.Should().ContainSingle();
        (await heketi.Client.WaitAsync(id, TestContext.Current.CancellationToken)).Should().Be("{\"id\":\"v1\"}\n");
    }

    [Fact]
    public async Task An_observer_hears_of_the_work_from_its_acceptance_to_its_end()
    {
        var observer = new Observer();
        await using var heketi = await ClientFixture.StartAsync(options: new Http.HeketiClientOptions { Observer = observer });
        heketi.Server
            .On("DELETE /volumes/v1", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", StubAnswer.Pending, StubAnswer.Pending, StubAnswer.NoContent);

        await heketi.Client.DeleteVolumeAsync("v1", TestContext.Current.CancellationToken);

        observer.Heard.Should().Equal("accepted q1", "running q1", "running q1", "ended q1 True");
    }

    private sealed class Observer : Http.IWorkObserver
    {
        public List<string> Heard { get; } = [];

        public void Accepted(string queueId) => Heard.Add($"accepted {queueId}");

        public void Ended(string queueId, bool isDone) => Heard.Add($"ended {queueId} {isDone}");

        public Task StillRunningAsync(string queueId, TimeSpan elapsed, CancellationToken cancellationToken)
        {
            Heard.Add($"running {queueId}");
            return Task.CompletedTask;
        }
    }
}
