using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Heketi.Server.Authentication;
using Heketi.Server.Configuration;

namespace Heketi.Server.Tests.Authentication;

public sealed class JwtAuthenticatorTests
{
    private const long Now = 1_800_000_000;
    private const string Signature = "Invalid JWT token: signature is invalid (client and server secrets may not match)";
    private readonly JwtAuthenticator authenticator =
        new(new ServerSettings { AdminKey = new("My Secret"), UserKey = new("userkey") }, new StoppedClock());

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public void A_right_token_is_accepted(string algorithm) => Refuse(Token(algorithm: algorithm)).Should().BeNull();

    [Theory]
    [InlineData("", 401, "Required authorization token not found")]
    [InlineData("bearer", 400, "Authorization header format must be Bearer {token}")]
    [InlineData("Basic abc", 400, "Authorization header format must be Bearer {token}")]
    [InlineData("bearer abc", 401, "Invalid JWT token: token contains an invalid number of segments")]
    [InlineData("bearer a.b.c", 401, "Invalid JWT token: illegal base64 data at input byte 0")]
    [InlineData("bearer eHg.e30.x", 401, "Invalid JWT token: invalid character 'x' looking for beginning of value")]
    public void A_header_that_is_no_token_is_refused(string header, int status, string text) =>
        authenticator.Refuse(header, "GET", "/clusters").Should().Be((status, text));

    [Theory]
    [InlineData("iat", Now + 120, null)]
    [InlineData("iat", Now + 121, "Invalid JWT token: Token used before issued (client and server clocks may differ)")]
    [InlineData("exp", Now, null)]
    [InlineData("exp", Now - 1, "Invalid JWT token: Token is expired by 1s")]
    [InlineData("exp", Now - 3661, "Invalid JWT token: Token is expired by 1h1m1s")]
    [InlineData("exp", 0, "Invalid JWT token: Token is expired by 500000h0m0s")]
    [InlineData("nbf", Now + 1, "Invalid JWT token: token is not valid yet")]
    public void Times_are_checked(string claim, long value, string? text) =>
        (Refuse(Token(claim, value))?.Text).Should().Be(text);

    [Fact]
    public void Another_key_or_a_changed_signature_is_refused()
    {
        Refuse(Token(key: "other"))!.Value.Text.Should().Be(Signature);
        Refuse(Token(issuer: "user"))!.Value.Text.Should().Be(Signature);
        var token = Token();
        Refuse(token[..token.LastIndexOf('.')] + ".")!.Value.Text.Should().Be(Signature);
    }

    [Theory]
    [InlineData("none", "Unexpected signing method: none")]
    [InlineData("RS256", "Unexpected signing method: RS256")]
    [InlineData("hs256", "signing method (alg) is unavailable.")]
    public void Other_algorithms_are_refused(string algorithm, string text) =>
        Refuse(Token(algorithm: algorithm))!.Value.Text.Should().Be("Invalid JWT token: " + text);

    [Fact]
    public void A_token_is_good_for_one_method_and_path_only()
    {
        Refuse(Token(), method: "POST").Should().Be((401, "Invalid qsh claim in token"));
        Refuse(Token(), path: "/nodes").Should().Be((401, "Invalid qsh claim in token"));
    }

    [Fact]
    public void The_user_may_use_volumes_only()
    {
        Refuse(Token(issuer: "user", key: "userkey", path: "/volumes"), path: "/volumes").Should().BeNull();
        Refuse(Token(issuer: "user", key: "userkey")).Should().Be((401, "Administrator access required"));
    }

    private (int Status, string Text)? Refuse(string token, string method = "GET", string path = "/clusters") =>
        authenticator.Refuse("Bearer " + token, method, path);

    private static string Token(
        string claim = "nbf", long value = 0, string algorithm = "HS256", string issuer = "admin", string key = "My Secret", string path = "/clusters")
    {
        var times = new Dictionary<string, long> { ["iat"] = Now, ["exp"] = Now + 600, ["nbf"] = 0, [claim] = value };
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("GET&" + path)));
        var claims = string.Join(',', times.Select(t => string.Create(CultureInfo.InvariantCulture, $"\"{t.Key}\":{t.Value}")));
        var text = $"{Encode(Encoding.UTF8.GetBytes($"{{\"alg\":\"{algorithm}\"}}"))}.{Encode(Encoding.UTF8.GetBytes($"{{\"iss\":\"{issuer}\",\"qsh\":\"{hash}\",{claims}}}"))}";
        var (secret, bytes) = (Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));
        var signature = algorithm switch
        {
            "HS384" => HMACSHA384.HashData(secret, bytes),
            "HS512" => HMACSHA512.HashData(secret, bytes),
            _ => HMACSHA256.HashData(secret, bytes),
        };
        return $"{text}.{Encode(signature)}";
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Now);
    }
}
