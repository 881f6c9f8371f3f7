using System.Security.Authentication;

namespace Heketi.Client.Http;

/// <summary>The server's certificate is not accepted; the message says why.</summary>
internal sealed class CertificateRefusedException(string message) : AuthenticationException(message);
