using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Heketi.Client.Authentication;

/// <summary>
/// Makes the bearer tokens of the Heketi API: JSON Web Tokens signed with HMAC-SHA256, each good for one method and
/// path only. The claim <c>qsh</c> is the hexadecimal SHA-256 of <c>METHOD&amp;path</c>, the path decoded and without query.
/// </summary>
internal sealed class TokenFactory(HeketiCredentials credentials, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public string Create(HttpMethod method, string path)
    {
        var signed = $"{Header}.{Base64Url.EncodeToString(Claims(method, path))}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(credentials.Secret), Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private ReadOnlySpan<byte> Claims(HttpMethod method, string path)
    {
        var now = time.GetUtcNow();
        var claims = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(claims);
        writer.WriteStartObject();
        if (credentials.User.Length > 0)
        {
            writer.WriteString("iss", credentials.User);
        }

        writer.WriteNumber("iat", now.ToUnixTimeSeconds());
        writer.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
        writer.WriteString("qsh", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{method.Method}&{path}"))));
        writer.WriteEndObject();
        writer.Flush();
        return claims.WrittenSpan;
    }
}
