using System.Net;
using System.Net.Sockets;
using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class ConnectionTests
{
    private const string RecordedPort = "19199";

    /// <summary>The runs in which no server answered, but the one that needs a name server.</summary>
    public static TheoryData<int> RunsWithoutServer => [.. Recording.Runs("connection_and_auth")
        .Where(run => run.Run.Arguments.Concat(run.Run.Environment.Values).Any(text => text.Contains(RecordedPort, StringComparison.Ordinal) || text == "http://"))
        .Select(run => run.Line)];

    [Theory]
    [MemberData(nameof(RunsWithoutServer))]
    public async Task Connection_errors_are_those_of_the_original(int line)
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound and not listening: nobody else can take the port
        var port = $"{((IPEndPoint)closed.LocalEndPoint!).Port}";
        var recording = Recording.At("connection_and_auth", line);

        var run = await CliRun.RunAsync(
            recording.Arguments.Select(argument => argument.Replace(RecordedPort, port, StringComparison.Ordinal)),
            recording.Environment.ToDictionary(variable => variable.Key, variable => variable.Value.Replace(RecordedPort, port, StringComparison.Ordinal)));

        run.Should().Be(recording.Expected with { Error = recording.Expected.Error.Replace(RecordedPort, port, StringComparison.Ordinal) });
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_slash_at_the_end_of_the_address_does_no_harm(string end)
    {
        await using var server = (await StubServer.StartAsync()).On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        var run = await CliRun.RunAsync(["-s", server.Address + end, "cluster", "list"]);

        run.Should().Be(CliRun.Success("Clusters:\n"));
    }

    [Fact]
    public async Task Without_user_and_key_an_empty_token_goes_out_and_the_refusal_is_shown()
    {
        await using var server = (await StubServer.StartAsync()).On("GET /clusters", StubAnswer.Error(401, "Invalid JWT token: Token missing iss claim"));

        var run = await CliRun.RunAsync(["-s", server.Address, "cluster", "list"]);

        run.Should().Be(CliRun.Failure("Invalid JWT token: Token missing iss claim"));
        server.Requests.Single().Authorization.Should().StartWith("bearer ");
    }

    [Theory]
    [InlineData("-I cluster list")]
    [InlineData("--insecure-tls cluster list")]
    [InlineData("-C c.pem cluster list")]
    [InlineData("--tls-cert=c.pem --tls-cert=c.pem cluster list")]
    [InlineData("--tls-cert c.pem,c.pem cluster list")]
    public async Task Certificates_are_accepted_on_demand(string arguments)
    {
        using var certificate = TestCertificate.For(IPAddress.Loopback);
        using var directory = new TestDirectory();
        directory.Write("c.pem", certificate.ExportCertificatePem());
        await using var server = (await StubServer.StartAsync(certificate)).On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        (await CliRun.AgainstAsync(server, arguments, directory.Path)).Should().Be(CliRun.Success("Clusters:\n"));
    }

    [Fact]
    public async Task A_file_without_a_certificate_is_named()
    {
        using var directory = new TestDirectory();
        directory.Write("k.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        var run = await CliRun.RunAsync(["-C", "k.pem", "cluster", "list"], workingDirectory: directory.Path);

        run.Should().Be(CliRun.Failure("failed to load PEM encoded cert from k.pem"));
    }

    [Theory]
    [InlineData("http://heketi.example:8080/x", null, true)]
    [InlineData("https://heketi.example/x", null, false)]
    [InlineData("http://localhost:8080/x", null, false)]
    [InlineData("http://127.0.0.1:8080/x", null, false)]
    [InlineData("http://heketi.example:8080/x", "other,.example", false)]
    [InlineData("http://heketi.example:8080/x", "heketi.example:80", true)]
    [InlineData("http://heketi.example:8080/x", "heketi.example:8080", false)]
    [InlineData("http://notheketi.example:8080/x", "heketi.example", true)]
    [InlineData("http://10.1.2.3/x", "10.0.0.0/8", false)]
    [InlineData("http://11.1.2.3/x", "10.0.0.0/8", true)]
    [InlineData("http://10.1.2.3/x", "10.1.2.3", false)]
    [InlineData("http://heketi.example/x", "*", false)]
    public void Proxy_variables_count(string address, string? exceptions, bool proxied)
    {
        var variables = new Dictionary<string, string> { ["HTTP_PROXY"] = "proxy.example:3128", ["no_proxy"] = exceptions ?? "" };

        EnvironmentProxy.From(variables)!.IsBypassed(new Uri(address)).Should().Be(!proxied);
    }

    [Fact]
    public void Without_proxy_variables_there_is_no_proxy() =>
        EnvironmentProxy.From(new Dictionary<string, string> { ["HTTP_PROXY"] = "" }).Should().BeNull();
}
