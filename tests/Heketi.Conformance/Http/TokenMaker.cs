using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Http;

/// <summary>Makes the tokens that the recordings describe.</summary>
public sealed class TokenMaker(TimeProvider time)
{
    private static readonly TimeSpan _roomInSecond = TimeSpan.FromMilliseconds(400);

    public static string AdminKey => "My Secret";

    public static string UserKey => "userkey";

    /// <summary>A token that is good for this request.</summary>
    public string Valid(string issuer, string method, string target) => Make(
        new TokenRecipe
        {
            Header = new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" },
            Claims = new JsonObject { ["iss"] = issuer, ["iat"] = 0, ["exp"] = 600, ["qsh"] = "<ok>" },
            SignedWith = issuer + " key",
        },
        method,
        target);

    public string Make(TokenRecipe recipe, string method, string target)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject();
        foreach (var (name, value) in recipe.Claims)
        {
            claims[name] = (name, value) switch
            {
                ("qsh", JsonValue qsh) when qsh.GetValueKind() == JsonValueKind.String && qsh.GetValue<string>() == "<ok>" => Qsh(method, target),
                ("exp", null) => 0,
                ("iat" or "exp" or "nbf", JsonValue number) when number.GetValueKind() == JsonValueKind.Number =>
                    JsonNode.Parse((now + decimal.Parse(number.ToJsonString(), CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)),
                _ => value?.DeepClone(),
            };
        }

        var signed = $"{Encode(recipe.Header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        return $"{signed}.{Sign(recipe, Encoding.ASCII.GetBytes(signed))}";
    }

    /// <summary>
    /// Claims are whole seconds: a token at the edge is used early in a second, lest the server's clock
    /// reads the next one.
    /// </summary>
    public async Task AlignAsync(TokenRecipe recipe, CancellationToken cancellationToken)
    {
        var atEdge = recipe.Claims.Any(claim => claim.Key is "iat" or "nbf" or "exp" && claim.Value is JsonValue value
            && value.GetValueKind() == JsonValueKind.Number && value.ToJsonString() is not ("0" or "600"));
        var into = TimeSpan.FromMilliseconds(time.GetUtcNow().Millisecond);
        if (atEdge && into > _roomInSecond)
        {
            await Task.Delay(TimeSpan.FromSeconds(1) - into, time, cancellationToken);
        }
    }

    private static string Qsh(string method, string target)
    {
        var path = Uri.UnescapeDataString(target.Split('?')[0]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{method}&{path}")));
    }

    private static string Sign(TokenRecipe recipe, byte[] text)
    {
        var key = Encoding.UTF8.GetBytes(recipe.SignedWith switch
        {
            "admin key" => AdminKey,
            "user key" => UserKey,
            var other => other,
        });
        return recipe.Header["alg"]?.GetValue<string>() switch
        {
            "none" => "",
            "HS384" => Base64Url.EncodeToString(HMACSHA384.HashData(key, text)),
            "HS512" => Base64Url.EncodeToString(HMACSHA512.HashData(key, text)),
            _ => Base64Url.EncodeToString(HMACSHA256.HashData(key, text)),
        };
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
