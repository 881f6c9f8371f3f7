namespace Heketi.Client.Http;

/// <summary>How a server's certificate is checked.</summary>
public sealed record HeketiTlsOptions
{
    /// <summary>Checks nothing: neither who signed the certificate nor for which host. Open to interception.</summary>
    public bool AcceptAnyCertificate { get; init; }

    /// <summary>PEM files with the only certificates (authorities, or the server's own) that are trusted; the system's when empty.</summary>
    public IReadOnlyList<string> TrustedCertificateFiles { get; init; } = [];

    /// <summary>Where relative file names start; the process's working directory when null.</summary>
    public string? BaseDirectory { get; init; }
}
