using Heketi.Contracts.Json;

namespace Heketi.Server.Authentication;

/// <summary>The claims of a token that count.</summary>
/// <param name="Issuer">iss: admin or user.</param>
/// <param name="IssuedAt">iat, seconds since 1970; 0 when missing.</param>
/// <param name="ExpiresAt">exp, seconds since 1970; 0 when missing.</param>
/// <param name="NotBefore">nbf, seconds since 1970; 0 when missing.</param>
/// <param name="RequestHash">qsh: SHA-256 of method and path, in hex.</param>
internal sealed record JwtClaims(string Issuer, long IssuedAt, long ExpiresAt, long NotBefore, string RequestHash)
{
    /// <exception cref="JwtException">Not JSON, or wrong types.</exception>
    public static JwtClaims Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var fields = GoStruct.Of(GoJsonParser.Parse(json), "middleware", "HeketiJwtClaims");
            _ = (fields.Text("aud"), fields.Text("jti"), fields.Text("sub"));
            var claims = new JwtClaims(Text(fields, "iss"), Time(fields, "iat"), Time(fields, "exp"), Time(fields, "nbf"), Text(fields, "qsh"));
            fields.ThrowIfWrong();
            return claims;
        }
        catch (GoJsonException e)
        {
            throw new JwtException(e.Message);
        }
    }

    private static string Text(GoStruct fields, string name) => fields.Text(name);

    private static long Time(GoStruct fields, string name) => fields.Number(name, goType: "int64");
}
