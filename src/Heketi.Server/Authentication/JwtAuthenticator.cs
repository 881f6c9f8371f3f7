using System.Security.Cryptography;
using System.Text;
using Heketi.Contracts.Json;
using Heketi.Server.Configuration;

namespace Heketi.Server.Authentication;

/// <summary>
/// The tokens of the Heketi API: HS256, HS384 or HS512 with the key of the issuer (admin or user), exp, iat with leeway, and
/// qsh, which ties a token to one method and path. Written by hand because clients know the texts of what is wrong, and no
/// library gives them.
/// </summary>
public sealed class JwtAuthenticator(ServerSettings settings, TimeProvider time)
{
    private const string User = "user";
    private static readonly string[] OtherAlgorithms =
        ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA", "none"];

    private readonly byte[] adminKey = Encoding.UTF8.GetBytes(settings.AdminKey.Reveal());
    private readonly byte[] userKey = Encoding.UTF8.GetBytes(settings.UserKey.Reveal());

    /// <summary>Why a request is refused (status and text), or null.</summary>
    /// <param name="authorization">The Authorization header; empty when there is none.</param>
    /// <param name="method">Method.</param>
    /// <param name="path">Path with its escapes resolved, without the query.</param>
    public (int Status, string Text)? Refuse(string authorization, string method, string path)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        if (authorization.Length == 0)
        {
            return (StatusCodes.Status401Unauthorized, "Required authorization token not found");
        }

        var words = authorization.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !words[0].Equals("bearer", StringComparison.OrdinalIgnoreCase))
        {
            return (StatusCodes.Status400BadRequest, "Authorization header format must be Bearer {token}");
        }

        try
        {
            return Refuse(Validate(words[1]), method, path);
        }
        catch (JwtException e)
        {
            return (StatusCodes.Status401Unauthorized, "Invalid JWT token: " + e.Message);
        }
    }

    private static (int Status, string Text)? Refuse(JwtClaims claims, string method, string path)
    {
        var wanted = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{method}&{path}")));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(claims.RequestHash)))
        {
            return (StatusCodes.Status401Unauthorized, "Invalid qsh claim in token");
        }

        return claims.Issuer == User && path != "/volumes"
            ? (StatusCodes.Status401Unauthorized, "Administrator access required")
            : null;
    }

    private JwtClaims Validate(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            throw new JwtException("token contains an invalid number of segments");
        }

        var algorithm = AlgorithmOf(Base64Url.Decode(parts[0]));
        var claims = JwtClaims.Parse(Base64Url.Decode(parts[1]));
        var signer = Signer(algorithm);
        var key = KeyOf(claims.Issuer);
        var signature = Base64Url.Decode(parts[2]);
        var wanted = signer(key, Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"));
        if (!CryptographicOperations.FixedTimeEquals(wanted, signature))
        {
            throw new JwtException("signature is invalid (client and server secrets may not match)");
        }

        CheckTimes(claims);
        return claims;
    }

    private static string AlgorithmOf(ReadOnlySpan<byte> header)
    {
        try
        {
            var value = GoJsonParser.Parse(header);
            if (value.Kind is not (GoJsonKind.Structure or GoJsonKind.Null))
            {
                throw new JwtException("token header is not a JSON object");
            }

            var algorithm = value.Fields.LastOrDefault(f => f.Key == "alg").Value;
            return algorithm is { Kind: GoJsonKind.Text }
                ? algorithm.Text
                : throw new JwtException("signing method (alg) is unspecified.");
        }
        catch (GoJsonException e)
        {
            throw new JwtException(e.Message);
        }
    }

    private static Func<byte[], byte[], byte[]> Signer(string algorithm) => algorithm switch
    {
        "HS256" => HMACSHA256.HashData,
        "HS384" => HMACSHA384.HashData,
        "HS512" => HMACSHA512.HashData,
        _ when OtherAlgorithms.Contains(algorithm) => throw new JwtException("Unexpected signing method: " + algorithm),
        _ => throw new JwtException("signing method (alg) is unavailable."),
    };

    private byte[] KeyOf(string issuer) => issuer switch
    {
        "admin" => adminKey,
        User => userKey,
        "" => throw new JwtException("Token missing iss claim"),
        _ => throw new JwtException("Unknown user"),
    };

    private void CheckTimes(JwtClaims claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (claims.NotBefore > now)
        {
            throw new JwtException("token is not valid yet");
        }

        if (claims.IssuedAt > now + (long)settings.IssuedAtLeeway.TotalSeconds)
        {
            throw new JwtException("Token used before issued (client and server clocks may differ)");
        }

        if (claims.ExpiresAt < now)
        {
            var late = claims.ExpiresAt < now - int.MaxValue * 100L ? long.MaxValue : now - claims.ExpiresAt;
            throw new JwtException("Token is expired by " + GoDuration.OfSeconds(late));
        }
    }
}
