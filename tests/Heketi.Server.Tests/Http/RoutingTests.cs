namespace Heketi.Server.Tests.Http;

public sealed class RoutingTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("GET", "/hello", 200, "Hello from Heketi")]
    [InlineData("POST", "/hello", 404, "Invalid path or request\n")]
    [InlineData("GET", "/hello/", 404, "Invalid path or request\n")]
    [InlineData("GET", "/Clusters", 404, "Invalid path or request\n")]
    [InlineData("GET", "/clusters/xyz", 404, "Invalid path or request\n")]
    [InlineData("GET", "/clusters/ab", 404, "Id not found\n")]
    [InlineData("GET", "/operations/pending/ab", 404, "Id not found: ab\n")]
    [InlineData("PUT", "/clusters", 405, "")]
    [InlineData("GET", "/nodes/", 405, "")]
    public async Task Answers_as_recorded(string method, string path, int status, string body)
    {
        var answer = await fixture.Send(method, path);
        (answer.Status, answer.Body).Should().Be((status, body));
        answer.Response.Content.Headers.Allow.Should().BeEmpty();
    }

    [Theory]
    [InlineData("GET", "/clusters/", "/clusters", "<a href=\"/clusters\">Moved Permanently</a>.\n\n")]
    [InlineData("POST", "/clusters/", "/clusters", "")]
    [InlineData("GET", "/clusters%2F", "/clusters", "<a href=\"/clusters\">Moved Permanently</a>.\n\n")]
    public async Task A_slash_at_the_end_redirects(string method, string path, string location, string body)
    {
        var answer = await fixture.Send(method, path);
        answer.Status.Should().Be(301);
        answer.Response.Headers.Location!.OriginalString.Should().Be(location);
        answer.Body.Should().Be(body);
    }

    [Fact]
    public async Task Errors_are_plain_text_that_browsers_do_not_guess_about()
    {
        var answer = await fixture.Send("GET", "/nothing");
        answer.Response.Content.Headers.ContentType!.ToString().Should().Be("text/plain; charset=utf-8");
        answer.Response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Response.Content.Headers.ContentLength.Should().Be(24);
    }
}
