namespace Heketi.Server.Authentication;

/// <summary>A token is not accepted; the message says why.</summary>
public sealed class JwtException(string message) : Exception(message);
