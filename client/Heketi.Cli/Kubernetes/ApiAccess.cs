using System.Security.Cryptography.X509Certificates;

namespace Heketi.Cli.Kubernetes;

/// <summary>How to reach a Kubernetes API server, and as whom.</summary>
internal sealed record ApiAccess
{
    /// <summary>Address, with a slash at its end.</summary>
    public required Uri Server { get; init; }

    /// <summary>Namespace of what is made.</summary>
    public required string Namespace { get; init; }

    /// <summary>Who may have signed the server's certificate; empty: whom the system trusts.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>The server's certificate is not checked.</summary>
    public bool AcceptsAnyCertificate { get; init; }

    /// <summary>Own certificate with its key; null: none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Content of the header Authorization; empty: none.</summary>
    public string Authorization { get; init; } = "";
}
