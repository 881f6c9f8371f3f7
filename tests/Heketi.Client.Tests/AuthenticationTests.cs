using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Heketi.Client.Authentication;
using Heketi.Client.Tests.Support;

namespace Heketi.Client.Tests;

public sealed class AuthenticationTests
{
    private static readonly HeketiCredentials Admin = new() { User = "admin", Secret = "My Secret" };

    [Fact]
    public async Task Every_request_carries_a_token_for_its_own_method_and_path()
    {
        await using var heketi = await ClientFixture.StartAsync(Admin);
        heketi.Server
            .On("DELETE /volumes/v1", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", StubAnswer.Pending, StubAnswer.To(303, "/volumes/v2"))
            .On("GET /volumes/v2", StubAnswer.NoContent);

        await heketi.Client.DeleteVolumeAsync("v1", TestContext.Current.CancellationToken);

        heketi.Server.Requests.Should().HaveCount(4).And.AllSatisfy(request =>
            Claims(request).GetProperty("qsh").GetString().Should().Be(Sha256($"{request.Method}&{request.Path}")));
    }

    [Fact]
    public async Task Token_is_signed_with_the_secret_and_names_user_and_times()
    {
        await using var heketi = await ClientFixture.StartAsync(Admin);
        heketi.Server.On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        await heketi.Client.ListClustersAsync(TestContext.Current.CancellationToken);

        var request = heketi.Server.Requests.Single();
        var parts = Token(request);
        var signature = HMACSHA256.HashData("My Secret"u8, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        parts[2].Should().Be(Base64Url.EncodeToString(signature));
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])).Should().Be("""{"alg":"HS256","typ":"JWT"}""");
        var now = InstantTime.Now.ToUnixTimeSeconds();
        Claims(request).ToString().Should().Be($$"""{"iss":"admin","iat":{{now}},"exp":{{now + 300}},"qsh":"{{Sha256("GET&/clusters")}}"}""");
    }

    [Fact]
    public async Task Path_in_a_token_is_decoded()
    {
        await using var heketi = await ClientFixture.StartAsync(Admin);
        heketi.Server.On("GET /clusters/a%2Fb%20c", StubAnswer.Json("""{"id":"x"}"""));

        await heketi.Client.GetClusterAsync("a/b c", TestContext.Current.CancellationToken);

        Claims(heketi.Server.Requests.Single()).GetProperty("qsh").GetString().Should().Be(Sha256("GET&/clusters/a/b c"));
    }

    [Fact]
    public async Task Without_a_user_the_token_has_no_issuer()
    {
        await using var heketi = await ClientFixture.StartAsync(new HeketiCredentials { User = "", Secret = "" });
        heketi.Server.On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        await heketi.Client.ListClustersAsync(TestContext.Current.CancellationToken);

        Claims(heketi.Server.Requests.Single()).TryGetProperty("iss", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Without_credentials_no_token_is_sent()
    {
        await using var heketi = await ClientFixture.StartAsync();
        heketi.Server.On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        await heketi.Client.ListClustersAsync(TestContext.Current.CancellationToken);

        heketi.Server.Requests.Single().Authorization.Should().BeNull();
    }

    [Fact]
    public void Credentials_do_not_print_the_secret() => Admin.ToString().Should().NotContain("Secret\"").And.NotContain("My Secret");

    private static string[] Token(StubRequest request)
    {
        request.Authorization.Should().StartWith("bearer ");
        return request.Authorization!["bearer ".Length..].Split('.');
    }

    private static JsonElement Claims(StubRequest request) => JsonElement.Parse(Base64Url.DecodeFromChars(Token(request)[1]));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
