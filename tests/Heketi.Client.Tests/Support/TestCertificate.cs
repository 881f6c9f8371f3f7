using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Heketi.Client.Tests.Support;

/// <summary>Certificates for servers.</summary>
public static class TestCertificate
{
    /// <summary>One that was signed by another, valid for some days around today unless <paramref name="daysLeft"/> says otherwise.</summary>
    public static X509Certificate2 SignedBy(X509Certificate2 issuer, IPAddress address, int daysLeft = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(issuer, DateTimeOffset.UtcNow.AddDays(-5), DateTimeOffset.UtcNow.AddDays(daysLeft), [1, 2, 3]);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>An authority; signed by itself without <paramref name="issuer"/>.</summary>
    public static X509Certificate2 Authority(string name, X509Certificate2? issuer = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var (begin, end) = (DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
        return issuer is null ? request.CreateSelfSigned(begin, end) : request.Create(issuer, begin, end, [4, 5, 6]).CopyWithPrivateKey(key);
    }

    /// <summary>One that signed itself.</summary>
    public static X509Certificate2 For(IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=heketi", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
