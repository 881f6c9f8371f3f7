using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Heketi.Server.Composition;
using Heketi.Server.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.Server.Tests.Tls;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("heketi-tls-");
    private readonly SteppingClock clock = new();

    private string Certificate => Path.Combine(folder.FullName, "cert.pem");

    private string Key => Path.Combine(folder.FullName, "key.pem");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Changed_files_are_read_again()
    {
        Write("CN=first");
        var certificate = Open();
        SubjectOf(certificate).Should().Be("CN=first");

        Write("CN=second-one");
        clock.Step(TimeSpan.FromSeconds(2));

        SubjectOf(certificate).Should().Be("CN=second-one");
    }

    [Fact]
    public void Links_that_are_swapped_count_as_changed_files()
    {
        var (first, second) = (folder.CreateSubdirectory("1").FullName, folder.CreateSubdirectory("2").FullName);
        var link = Path.Combine(folder.FullName, "data");
        Write("CN=first", first);
        Write("CN=second-one", second);
        Directory.CreateSymbolicLink(link, first);
        File.CreateSymbolicLink(Certificate, Path.Combine(link, "cert.pem"));
        File.CreateSymbolicLink(Key, Path.Combine(link, "key.pem"));
        var certificate = Open();

        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, second);
        clock.Step(TimeSpan.FromSeconds(2));

        SubjectOf(certificate).Should().Be("CN=second-one");
    }

    [Fact]
    public void Files_that_cannot_be_read_leave_the_certificate_from_before()
    {
        Write("CN=first");
        var certificate = Open();

        File.WriteAllText(Certificate, "half a certifica");
        clock.Step(TimeSpan.FromSeconds(2));
        SubjectOf(certificate).Should().Be("CN=first");

        Write("CN=repaired");
        clock.Step(TimeSpan.FromSeconds(2));
        SubjectOf(certificate).Should().Be("CN=repaired");
    }

    [Fact]
    public void The_start_is_refused_without_a_certificate() =>
        FluentActions.Invoking(Open).Should().Throw<StartFailedException>().WithMessage($"*cert_file {Certificate}*");

    private ServerCertificate Open() => new(Certificate, Key, clock, NullLogger<ServerCertificate>.Instance);

    private static string SubjectOf(ServerCertificate certificate) => certificate.Options().ServerCertificateContext!.TargetCertificate.Subject;

    private void Write(string subject, string? into = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest(subject, key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        File.WriteAllText(Path.Combine(into ?? folder.FullName, "cert.pem"), made.ExportCertificatePem());
        File.WriteAllText(Path.Combine(into ?? folder.FullName, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.UnixEpoch;

        public void Step(TimeSpan by) => now += by;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
