using Heketi.Client.Errors;
using Heketi.Client.Tests.Support;
using Heketi.Contracts.Volumes;

namespace Heketi.Client.Tests;

public sealed class AnswerTests
{
    [Fact]
    public async Task A_moved_path_is_followed()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server.On("GET /clusters", StubAnswer.To(301, "/elsewhere")).On("GET /elsewhere", StubAnswer.Json("""{"clusters":["c"]}"""));

        var clusters = await heketi.Client.ListClustersAsync(TestContext.Current.CancellationToken);

        clusters.Clusters.Should().Equal("c");
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server.On("GET /clusters", StubAnswer.To(301, "/clusters"));

        await Failing(heketi).Should().ThrowAsync<HeketiProtocolException>().WithMessage("*stopped after 10 redirects");
    }

    [Fact]
    public async Task Another_server_gets_no_token()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server.On("GET /clusters", StubAnswer.To(301, "http://elsewhere.invalid/clusters"));

        await Failing(heketi).Should().ThrowAsync<HeketiProtocolException>().WithMessage("*another server, http://elsewhere.invalid/clusters*");
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task An_answer_that_is_none_is_said_so(string body)
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server.On("GET /clusters", StubAnswer.Json(body));

        await Failing(heketi).Should().ThrowAsync<HeketiProtocolException>().WithMessage("The server*");
    }

    [Fact]
    public async Task An_error_without_text_names_request_and_status()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server.On("GET /clusters", new StubAnswer(405));

        await Failing(heketi).Should().ThrowAsync<HeketiApiException>().WithMessage("Get \"http://*/clusters\": the server answered 405 Method Not Allowed without a text");
    }

    [Fact]
    public async Task Many_items_come_in_order_and_without_those_that_are_gone()
    {
        await using var heketi = await ClientFixture.StartAsync();
        var ids = Enumerable.Range(0, 40).Select(i => $"v{i}").ToList();
        heketi.Server.On("GET /volumes", StubAnswer.Json($$"""{"volumes":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}]}"""));
        foreach (var id in ids.Where(id => id != "v7"))
        {
            heketi.Server.On($"GET /volumes/{id}", StubAnswer.Json($$"""{"id":"{{id}}"}"""));
        }

        var volumes = await heketi.Client.GetVolumesAsync(TestContext.Current.CancellationToken);

        volumes.Select(volume => volume.Id).Should().Equal(ids.Where(id => id != "v7"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_cannot_reach_into_another_path(string id)
    {
        await using var heketi = await ClientFixture.StartAsync();

        var delete = () => heketi.Client.DeleteVolumeAsync(id, TestContext.Current.CancellationToken);

        await delete.Should().ThrowAsync<HeketiAddressException>();
        heketi.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Requests_are_written_as_the_original_writes_them()
    {
        await using var heketi = await ClientFixture.StartAsync();
        var create = () => heketi.Client.CreateVolumeAsync(
            new VolumeCreateRequest
            {
                Size = 5,
                Name = "a<b>&c\u00e9",
                Durability = new VolumeDurability { Type = "disperse", Disperse = new DisperseDurability { Data = 2, Redundancy = 1 } },
                Snapshot = new VolumeSnapshot { Enable = true, Factor = 1.5f },
            },
            TestContext.Current.CancellationToken);

        await create.Should().ThrowAsync<HeketiApiException>();

        heketi.Server.Requests.Single().Body.Should().Be(
            "{\"size\":5,\"name\":\"a\\u003cb\\u003e\\u0026c\u00e9\",\"durability\":{\"type\":\"disperse\",\"replicate\":{},\"disperse\":{\"data\":2,\"redundancy\":1}},\"snapshot\":{\"enable\":true,\"factor\":1.5}}");
    }

    private static Func<Task> Failing(ClientFixture heketi) => () => heketi.Client.ListClustersAsync(TestContext.Current.CancellationToken);
}
