using Heketi.Core.Operations;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Topology;
using Heketi.Server.Administration;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Heketi.Server.Tests.Http;

public sealed class ApiTests : IAsyncDisposable
{
    private const string ClusterId = "c0000000000000000000000000000000";
    private const string VolumeId = "d0000000000000000000000000000000";
    private readonly ServerFixture fixture = new();

    public async ValueTask DisposeAsync() => await fixture.DisposeAsync();

    [Fact]
    public async Task A_volume_is_shown_byte_for_byte()
    {
        await Start(Volume(VolumeId));
        var answer = await fixture.Send("GET", "/volumes/" + VolumeId);
        answer.Body.Should().Be(
            $$$$"""{"size":10,"name":"v<1>","durability":{"type":"replicate","replicate":{"replica":3},"disperse":{}},"glustervolumeoptions":["",""],"snapshot":{"enable":true,"factor":1.3},"id":"{{{{VolumeId}}}}","cluster":"{{{{ClusterId}}}}","mount":{"glusterfs":{"hosts":["a","b"],"device":"a:v<1>","options":{"backup-volfile-servers":"b"}}},"blockinfo":{},"bricks":[]}"""
                .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal) + "\n");
        answer.Response.Content.Headers.ContentType!.ToString().Should().Be("application/json; charset=UTF-8");
        answer.Response.Content.Headers.ContentLength.Should().Be(answer.Body.Length);
    }

    [Fact]
    public async Task A_volume_in_the_making_is_hidden()
    {
        await Start(Volume(VolumeId) with { PendingId = "op" });
        (await fixture.Send("GET", "/volumes/" + VolumeId)).Status.Should().Be(404);
        (await fixture.Send("GET", "/volumes")).Body.Should().Be("{\"volumes\":[]}\n");
        (await fixture.Send("GET", "/clusters/" + ClusterId)).Body.Should().Contain("\"volumes\":[]");
    }

    [Fact]
    public async Task A_body_over_2048_bytes_comes_in_chunks()
    {
        await Start([.. Enumerable.Range(0, 100).Select(i => Volume(i.ToString("x32", null)))]);
        var answer = await fixture.Send("GET", "/volumes");
        answer.Response.Headers.TransferEncodingChunked.Should().BeTrue();
        answer.Body.Should().HaveLength("{\"volumes\":[]}\n".Length + (100 * 35) - 1);
    }

    [Fact]
    public async Task A_create_becomes_an_order_and_a_place_in_the_queue()
    {
        await Start();
        VolumeOrder? order = null;
        fixture.Operations.CreateVolumeAsync(Arg.Do<VolumeOrder>(o => order = o), Arg.Any<CancellationToken>()).Returns("0a1b");
        var answer = await fixture.Send("POST", "/volumes", """{"SIZE":5,"name":null,"durability":{"type":"replicate"},"glustervolumeoptions":["a $(b)"],"zzz":1}""");
        (answer.Status, answer.Body, answer.Response.Headers.Location!.OriginalString).Should().Be((202, "", "/queue/0a1b"));
        order!.SizeGiB.Should().Be(5);
        order.Durability.Kind.Should().Be(DurabilityKind.Replicate);
        order.Options.Should().Equal("a $(b)");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("{}", true)]
    [InlineData("""{"healcheck":"enable"}""", true)]
    [InlineData("""{"healcheck":"disable"}""", false)]
    public async Task An_eviction_looks_at_heals_unless_told_not_to(string? body, bool healCheck)
    {
        await Start(Volume(VolumeId));
        await fixture.Store.ChangeAsync(editor =>
        {
            editor.Put(new Brick
            {
                Id = ClusterId,
                DeviceId = "d",
                NodeId = "n",
                VolumeId = VolumeId,
                Path = "/b",
                SizeKiB = 1,
                PoolSizeKiB = 1,
                PoolMetadataSizeKiB = 1,
            });
            return true;
        });
        fixture.Operations.EvictBrickAsync(ClusterId, healCheck, Arg.Any<CancellationToken>()).Returns("0a1b");
        var answer = await fixture.Send("POST", "/bricks/to-evict/" + ClusterId, body);
        (answer.Status, answer.Body, answer.Response.Headers.Location!.OriginalString).Should().Be((202, "", "/queue/0a1b"));
        (await fixture.Send("POST", "/bricks/to-evict/" + VolumeId, body)).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_dry_run_says_why_not_and_starts_nothing()
    {
        await Start();
        fixture.Operations.PreviewCreateVolume(Arg.Any<VolumeOrder>()).Returns(new VolumePlan.Impossible(
            "Failed to allocate new volume: No space: full",
            [new(ClusterId, "No space: full") { LargestGiB = 7, Constraints = [new("offline", 2)] }]));
        var answer = await fixture.Send("POST", "/volumes?dryrun=true", """{"size":9}""");
        answer.Status.Should().Be(200);
        answer.Body.Should().Be(
            $$$"""{"possible":false,"size":9,"sets":0,"bricks":[],"devices":[],"error":"Failed to allocate new volume: No space: full","refusals":[{"cluster":"{{{ClusterId}}}","reason":"No space: full","constraints":[{"reason":"offline","devices":2}],"largest_size":7}],"largest_size":7}""" + "\n");
        await fixture.Operations.DidNotReceiveWithAnyArgs().CreateVolumeAsync(default!, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_busy_server_says_when_to_come_again()
    {
        await Start();
        fixture.Operations.CreateVolumeAsync(Arg.Any<VolumeOrder>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new OperationRefusedException(RefusalReason.Busy, "Server busy. Retry operation later."));
        var answer = await fixture.Send("POST", "/volumes", """{"size":5}""");
        (answer.Status, answer.Body).Should().Be((429, "Server busy. Retry operation later.\n"));
        answer.Response.Headers.RetryAfter!.Delta.Should().BePositive();
    }

    [Fact]
    public async Task A_bug_is_answered_without_its_stack()
    {
        await Start();
        fixture.Operations.CreateClusterAsync(true, false, Arg.Any<CancellationToken>()).ThrowsAsync(new InvalidOperationException("secret detail"));
        var answer = await fixture.Send("POST", "/clusters", """{"file":true}""");
        answer.Status.Should().Be(500);
        answer.Body.Should().StartWith("internal error, see the server's log (").And.NotContain("secret");
        fixture.Log.ToString().Should().Contain("secret detail");
    }

    [Fact]
    public async Task The_queue_answers_every_outcome()
    {
        await Start();
        fixture.Queue.Poll("01").Returns(new QueuedOutcome.Pending());
        fixture.Queue.Poll("02").Returns(new QueuedOutcome.Done("/volumes/ab"));
        fixture.Queue.Poll("03").Returns(new QueuedOutcome.Done(null));
        fixture.Queue.Poll("04").Returns(new QueuedOutcome.Failed("no luck"));
        var pending = await fixture.Send("GET", "/queue/01");
        (pending.Status, pending.Response.Headers.GetValues("X-Pending").Single()).Should().Be((200, "true"));
        var done = await fixture.Send("GET", "/queue/02");
        (done.Status, done.Body).Should().Be((303, "<a href=\"/volumes/ab\">See Other</a>.\n\n"));
        (await fixture.Send("GET", "/queue/03")).Status.Should().Be(204);
        var failed = await fixture.Send("GET", "/queue/04");
        (failed.Status, failed.Body).Should().Be((500, "no luck\n"));
        (await fixture.Send("GET", "/queue/05")).Body.Should().Be("Id not found\n");
    }

    [Fact]
    public async Task Read_only_mode_and_shutdown_refuse_changes_but_not_reads()
    {
        await Start();
        (await fixture.Send("POST", "/admin", """{"state":"read-only"}""")).Status.Should().Be(204);
        var refused = await fixture.Send("POST", "/clusters", "{}");
        (refused.Status, refused.Body).Should().Be((503, "Service disabled for maintenance\n"));
        fixture.Server.State.Mode = AdminMode.Normal;
        fixture.Server.State.Stop();
        (await fixture.Send("POST", "/clusters", "{}")).Body.Should().Be("Server is shutting down. Retry operation later.\n");
        (await fixture.Send("GET", "/clusters")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{} x")]
    [InlineData("[]")]
    [InlineData("""{"size":1.0}""")]
    [InlineData("""{"size":99999999999999999999}""")]
    [InlineData("""{"size":1,"clusters":"x"}""")]
    public async Task What_cannot_be_parsed_is_said_so(string body)
    {
        await Start();
        var answer = await fixture.Send("POST", "/volumes", body);
        (answer.Status, answer.Body).Should().Be((422, "request unable to be parsed\n"));
    }

    private async Task Start(params ITopologyEntity[] entities)
    {
        await fixture.InitializeAsync();
        await fixture.Put([new Cluster { Id = ClusterId, File = true }, .. entities]);
    }

    private static Volume Volume(string id) => new()
    {
        Id = id,
        Name = "v<1>",
        ClusterId = ClusterId,
        SizeGiB = 10,
        Durability = new() { Kind = DurabilityKind.Replicate, Replica = 3 },
        Options = ["", ""],
        SnapshotEnabled = true,
        SnapshotFactor = 1.3f,
        MountHosts = ["a", "b"],
    };
}
