using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Heketi.Client.Errors;

namespace Heketi.Client.Http;

/// <summary>Decides whether a server's certificate is accepted, and says why not.</summary>
internal sealed class CertificateCheck
{
    private readonly HeketiTlsOptions _options;
    private readonly X509Certificate2Collection _trusted = [];

    /// <exception cref="CertificateFileException">A certificate file cannot be read.</exception>
    public CertificateCheck(HeketiTlsOptions options)
    {
        _options = options;
        foreach (var file in options.TrustedCertificateFiles)
        {
            _trusted.AddRange(Load(options.BaseDirectory, file));
        }
    }

    /// <summary>For <see cref="SslClientAuthenticationOptions.RemoteCertificateValidationCallback"/>: true, or throws the reason.</summary>
    /// <exception cref="CertificateRefusedException">The certificate is not accepted.</exception>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        _options.AcceptAnyCertificate || Refusal(certificate, chain, errors) is not { } reason
            ? true
            : throw new CertificateRefusedException(reason);

    private string? Refusal(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return CertificateTexts.Missing;
        }

        if (_trusted.Count > 0)
        {
            using var own = new X509Chain { ChainPolicy = Policy(chain) };
            var trusted = own.Build(leaf) || EndsAtTrusted(own);
            return !trusted ? ChainText(own) : NameText(errors);
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? ChainText(chain) : NameText(errors);
    }

    /// <summary>
    /// The chain is whole up to a certificate that was named as trusted, though that is no root: the server's own, or an intermediate.
    /// Heketi v10 (Go) takes every certificate of the file as an anchor, .NET those that signed themselves.
    /// </summary>
    private bool EndsAtTrusted(X509Chain chain) =>
        chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.PartialChain)
        && chain.ChainElements.Any(element => _trusted.Any(trusted => trusted.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)));

    private X509ChainPolicy Policy(X509Chain? presented)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_trusted);
        policy.ExtraStore.AddRange(_trusted);
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            policy.ExtraStore.Add(element.Certificate);
        }

        return policy;
    }

    private static string ChainText(X509Chain? chain) =>
        chain?.ChainStatus.Any(status => status.Status is X509ChainStatusFlags.NotTimeValid) is true
            ? CertificateTexts.Expired
            : CertificateTexts.UnknownAuthority;

    private static string? NameText(SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CertificateTexts.WrongName : null;

    private static X509Certificate2Collection Load(string? directory, string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(File.ReadAllText(Path.Combine(directory ?? "", file)));
            return certificates.Count > 0 ? certificates : throw new CertificateFileException($"failed to load PEM encoded cert from {file}");
        }
        catch (CryptographicException e)
        {
            throw new CertificateFileException($"failed to load PEM encoded cert from {file}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateFileException($"failed to read cert file {file}: {FileErrorText.Open(file, e)}", e);
        }
    }
}
