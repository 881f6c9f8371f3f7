using System.Net;
using System.Net.Sockets;
using Heketi.Client.Errors;
using Heketi.Client.Http;
using Heketi.Client.Tests.Support;

namespace Heketi.Client.Tests;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData("127.0.0.1:1", "parse \"127.0.0.1:1/clusters\": first path segment in URL cannot contain colon")]
    [InlineData("http://", "Get \"http:///clusters\": http: no Host in request URL")]
    [InlineData("ftp://host", "Get \"ftp://host/clusters\": unsupported protocol scheme \"ftp\"")]
    [InlineData("localhost:8080", "Get \"localhost:8080/clusters\": unsupported protocol scheme \"localhost\"")]
    [InlineData("localhost", "Get \"localhost/clusters\": unsupported protocol scheme \"\"")]
    [InlineData("", "Get \"/clusters\": unsupported protocol scheme \"\"")]
    [InlineData("http://a b", "parse \"http://a b/clusters\": not a valid URL; an address looks like http://host:8080")]
    public async Task A_wrong_address_is_explained(string address, string message)
    {
        using var http = new HttpClient(HeketiHttp.CreateHandler());
        var client = new HeketiClient(http, address, null);

        var list = () => client.ListClustersAsync(TestContext.Current.CancellationToken);

        await list.Should().ThrowAsync<HeketiAddressException>().WithMessage(message);
    }

    [Fact]
    public async Task A_refused_connection_names_the_address_that_was_tried()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound and not listening: nobody else can take the port
        var port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        using var http = new HttpClient(HeketiHttp.CreateHandler());
        var client = new HeketiClient(http, new Uri($"http://localhost:{port}"), null);

        var list = () => client.ListClustersAsync(TestContext.Current.CancellationToken);

        await list.Should().ThrowAsync<HeketiConnectionException>()
            .WithMessage($"Get \"http://localhost:{port}/clusters\": dial tcp 127.0.0.1:{port}: connect: connection refused");
    }

    [Fact]
    public async Task A_certificate_of_nobody_is_refused()
    {
        using var certificate = TestCertificate.For(IPAddress.Loopback);
        await using var heketi = ClientFixture.For(await StubServer.StartAsync(certificate), new HeketiTlsOptions());

        await Listing(heketi).Should().ThrowAsync<HeketiConnectionException>().WithMessage("Get \"https://*/clusters\": x509: certificate signed by unknown authority");
    }

    [Fact]
    public async Task Any_certificate_is_accepted_on_demand()
    {
        using var certificate = TestCertificate.For(IPAddress.Parse("10.9.9.9"));
        await using var heketi = ClientFixture.For(await StubServer.StartAsync(certificate), new HeketiTlsOptions { AcceptAnyCertificate = true });
        heketi.Server.On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        await Listing(heketi).Should().NotThrowAsync();
    }

    [Fact]
    public async Task A_certificate_from_a_given_file_is_accepted()
    {
        using var certificate = TestCertificate.For(IPAddress.Loopback);
        await using var heketi = await WithTrustedFileAsync(await StubServer.StartAsync(certificate), certificate.ExportCertificatePem());
        heketi.Server.On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        await Listing(heketi).Should().NotThrowAsync();
    }

    [Fact]
    public async Task A_trusted_certificate_for_another_host_is_refused()
    {
        using var certificate = TestCertificate.For(IPAddress.Parse("10.9.9.9"));
        await using var heketi = await WithTrustedFileAsync(await StubServer.StartAsync(certificate), certificate.ExportCertificatePem());

        await Listing(heketi).Should().ThrowAsync<HeketiConnectionException>().WithMessage("*x509: certificate is not valid for this host name");
    }

    [Fact]
    public async Task A_certificate_that_is_not_in_the_given_file_is_refused()
    {
        using var certificate = TestCertificate.For(IPAddress.Loopback);
        using var other = TestCertificate.For(IPAddress.Loopback);
        await using var heketi = await WithTrustedFileAsync(await StubServer.StartAsync(certificate), other.ExportCertificatePem());

        await Listing(heketi).Should().ThrowAsync<HeketiConnectionException>().WithMessage("*x509: certificate signed by unknown authority");
    }

    [Theory]
    [InlineData("server", 1, true)]
    [InlineData("intermediate", 1, true)]
    [InlineData("root", 1, false)] // the server does not send its intermediate
    [InlineData("root and intermediate", 1, true)]
    [InlineData("another server", 1, false)]
    [InlineData("server", -1, false)]
    [InlineData("intermediate", -1, false)]
    public async Task Every_certificate_of_the_file_is_an_anchor(string trusted, int daysLeft, bool isAccepted)
    {
        using var root = TestCertificate.Authority("root");
        using var intermediate = TestCertificate.Authority("intermediate", root);
        using var certificate = TestCertificate.SignedBy(intermediate, IPAddress.Loopback, daysLeft);
        using var other = TestCertificate.SignedBy(intermediate, IPAddress.Loopback);
        var file = trusted switch
        {
            "server" => certificate.ExportCertificatePem(),
            "intermediate" => intermediate.ExportCertificatePem(),
            "root" => root.ExportCertificatePem(),
            "another server" => other.ExportCertificatePem(),
            _ => root.ExportCertificatePem() + "\n" + intermediate.ExportCertificatePem(),
        };
        await using var heketi = await WithTrustedFileAsync(await StubServer.StartAsync(certificate), file);
        heketi.Server.On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        if (isAccepted)
        {
            await Listing(heketi).Should().NotThrowAsync();
        }
        else
        {
            await Listing(heketi).Should().ThrowAsync<HeketiConnectionException>()
                .WithMessage(daysLeft < 0 ? "*x509: certificate has expired*" : "*x509: certificate signed by unknown authority");
        }
    }

    [Theory]
    [InlineData("server")]
    [InlineData("intermediate")]
    [InlineData("root and intermediate")]
    public async Task An_authority_that_only_has_the_name_of_a_trusted_one_is_refused(string trusted)
    {
        using var root = TestCertificate.Authority("root");
        using var intermediate = TestCertificate.Authority("intermediate", root);
        using var certificate = TestCertificate.SignedBy(intermediate, IPAddress.Loopback);
        using var namesake = TestCertificate.Authority("intermediate", root);
        using var forged = TestCertificate.SignedBy(namesake, IPAddress.Loopback);
        var file = trusted switch
        {
            "server" => certificate.ExportCertificatePem(),
            "intermediate" => intermediate.ExportCertificatePem(),
            _ => root.ExportCertificatePem() + "\n" + intermediate.ExportCertificatePem(),
        };
        await using var heketi = await WithTrustedFileAsync(await StubServer.StartAsync(forged), file);

        await Listing(heketi).Should().ThrowAsync<HeketiConnectionException>().WithMessage("*x509: certificate signed by unknown authority");
    }

    private static Func<Task> Listing(ClientFixture heketi) => () => heketi.Client.ListClustersAsync(TestContext.Current.CancellationToken);

    private static async Task<ClientFixture> WithTrustedFileAsync(StubServer server, string pem)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, pem);
            return ClientFixture.For(server, new HeketiTlsOptions { TrustedCertificateFiles = [file] });
        }
        finally
        {
            File.Delete(file);
        }
    }
}
