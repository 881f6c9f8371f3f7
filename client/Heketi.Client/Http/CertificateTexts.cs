namespace Heketi.Client.Http;

/// <summary>What is said about a server certificate that is not accepted.</summary>
internal static class CertificateTexts
{
    public const string UnknownAuthority = "x509: certificate signed by unknown authority";
    public const string Expired = "x509: certificate has expired or is not yet valid";
    public const string WrongName = "x509: certificate is not valid for this host name";
    public const string Missing = "tls: server gave no certificate";
}
