using System.Security.Cryptography.X509Certificates;
using Heketi.Cli.Kubernetes;
using Heketi.Cli.Parsing;
using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class KubeconfigTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Reads_the_chosen_context_with_files_beside_it()
    {
        File.WriteAllText(Path.Combine(_directory.Path, "token"), "abc\n");
        var file = Write("""
            {"current-context":"a","contexts":[{"name":"b","context":{"cluster":"c","user":"u"}}],
             "clusters":[{"name":"c","cluster":{"server":"https://api:6443/base","insecure-skip-tls-verify":true}}],"users":[{"name":"u","user":{"tokenFile":"token"}}]}
            """);

        var access = KubeconfigFile.Read(file).Access("b", "mine");

        access.Should().BeEquivalentTo(new { Server = new Uri("https://api:6443/base/"), Namespace = "mine", AcceptsAnyCertificate = true, Authorization = "Bearer abc" });
    }

    [Fact]
    public void Reads_certificates_and_names_with_passwords()
    {
        using var certificate = TestCertificate.For(System.Net.IPAddress.Loopback);
        string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
        var pem = certificate.ExportCertificatePem();
        var key = certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        var file = Write($$"""
            current-context: a
            contexts: [ { name: a, context: { cluster: c, user: u } }, { name: b, context: { cluster: c, user: p } } ]
            clusters: [ { name: c, cluster: { server: "https://api", certificate-authority-data: {{Base64(pem)}} } } ]
            users:
            - name: u
              user: { client-certificate-data: {{Base64(pem)}}, client-key-data: {{Base64(key)}} }
            - name: p
              user: { username: me, password: secret }
            """);

        var access = KubeconfigFile.Read(file).Access("", "");

        access.Namespace.Should().Be("default");
        access.Authorities.Should().ContainSingle().Which.Thumbprint.Should().Be(certificate.Thumbprint);
        access.Certificate!.HasPrivateKey.Should().BeTrue();
        KubeconfigFile.Read(file).Access("b", "").Authorization.Should().Be($"Basic {Base64("me:secret")}");
    }

    [Theory]
    [InlineData("a: [", "is no kubeconfig: line 2")]
    [InlineData("contexts: [ { name: x, context: {} } ]", "has no current-context: choose one with --context (x)")]
    [InlineData("current-context: a", "there is no context \"a\" (there are: )")]
    [InlineData("{ current-context: a, contexts: [ { name: a, context: { cluster: c } } ], clusters: [ { name: c, cluster: { server: api } } ] }", "server of context a is \"api\"; it has to be http:// or https://")]
    [InlineData("{ current-context: a, contexts: [ { name: a, context: { cluster: c, user: u } } ], clusters: [ { name: c, cluster: { server: \"http://a\" } } ], users: [ { name: u, user: { exec: { command: aws } } } ] }", "context a logs in by exec, which heketi-cli does not run")]
    [InlineData("{ current-context: a, contexts: [ { name: a, context: { cluster: c } } ], clusters: [ { name: c, cluster: { server: \"http://a\", certificate-authority-data: \"%\" } } ] }", "certificate-authority-data is no base64")]
    public void Says_what_is_wrong(string text, string message) =>
        FluentActions.Invoking(() => KubeconfigFile.Read(Write(text)).Access("", "")).Should().Throw<UsageException>().WithMessage($"*{message}*");

    [Fact]
    public void In_a_pod_the_service_account_is_used()
    {
        using var certificate = TestCertificate.For(System.Net.IPAddress.Loopback);
        File.WriteAllText(Path.Combine(_directory.Path, "token"), "t\n");
        File.WriteAllText(Path.Combine(_directory.Path, "namespace"), "storage");
        File.WriteAllText(Path.Combine(_directory.Path, "ca.crt"), certificate.ExportCertificatePem());
        var environment = new CliEnvironment(
            new Dictionary<string, string> { ["KUBERNETES_SERVICE_HOST"] = "fd00::1", ["KUBERNETES_SERVICE_PORT"] = "6443" }, _directory.Path, TimeProvider.System);

        var access = ApiAccessFinder.Find(new FlagValues(Commands.SetupStorageCommands.Tree.Flags), environment, _directory.Path);

        access.Server.Should().Be(new Uri("https://[fd00::1]:6443/"));
        access.Namespace.Should().Be("storage");
        access.Authorization.Should().Be("Bearer t");
    }

    private string Write(string text)
    {
        var file = Path.Combine(_directory.Path, "kubeconfig");
        File.WriteAllText(file, text);
        return file;
    }
}
