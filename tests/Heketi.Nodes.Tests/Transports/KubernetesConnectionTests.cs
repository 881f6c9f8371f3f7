using Heketi.Nodes.Tests.Support;
using Heketi.Nodes.Transports.Kubernetes;

namespace Heketi.Nodes.Tests.Transports;

public sealed class KubernetesConnectionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Inside_a_cluster_everything_comes_from_the_service_account()
    {
        File.WriteAllText(_directory.File("token"), "t");
        File.WriteAllText(_directory.File("ca.crt"), "");
        File.WriteAllText(_directory.File("namespace"), "storage\n");

        using var connection = Open(new() { ServiceAccountDirectory = _directory.Path }, ("KUBERNETES_SERVICE_HOST", "10.96.0.1"), ("KUBERNETES_SERVICE_PORT", "443"));

        connection.Client.BaseUri.Should().Be(new Uri("https://10.96.0.1/"));
        connection.Namespace.Should().Be("storage");
    }

    [Theory]
    [InlineData(false, "https://10.96.0.1/")]
    [InlineData(true, "https://api:6443/")]
    public void Inside_a_cluster_a_host_counts_only_when_the_environment_names_it(bool isNamed, string address)
    {
        File.WriteAllText(_directory.File("token"), "t");
        File.WriteAllText(_directory.File("ca.crt"), "");
        var settings = new KubernetesSettings
        {
            ServiceAccountDirectory = _directory.Path,
            Namespace = "storage",
            Host = "https://api:6443",
            PrefersHost = isNamed,
        };

        using var connection = Open(settings, ("KUBERNETES_SERVICE_HOST", "10.96.0.1"), ("KUBERNETES_SERVICE_PORT", "443"));

        connection.Client.BaseUri.Should().Be(new Uri(address));
    }

    [Fact]
    public void Outside_of_a_cluster_without_host_the_start_is_refused_with_the_way_out()
    {
        File.WriteAllText(_directory.File("token"), "t");

        Refusal(new() { ServiceAccountDirectory = _directory.Path, Namespace = "storage" }).Should().Contain("in-cluster").And.Contain("kubeexec.host");
    }

    [Fact]
    public void Without_a_token_the_start_is_refused_with_the_way_out() =>
        Refusal(new() { ServiceAccountDirectory = _directory.Path, Namespace = "storage" }).Should().Contain("automountServiceAccountToken");

    [Fact]
    public void Without_a_namespace_the_start_is_refused_with_the_way_out() =>
        Refusal(new() { ServiceAccountDirectory = _directory.Path, Host = "https://api:6443" })
            .Should().StartWith("namespace must be provided in configuration").And.Contain("HEKETI_KUBE_NAMESPACE");

    [Fact]
    public void A_host_that_is_no_address_is_refused_by_name() =>
        Refusal(new() { Host = "api:6443", Namespace = "storage" }).Should().Contain("kubeexec.host \"api:6443\"");

    [Fact]
    public void A_missing_certificate_file_is_refused_by_name() =>
        Refusal(new() { Host = "https://api:6443", Namespace = "storage", CertificateFile = "/nonexistent/ca" })
            .Should().Contain("kubeexec.cert").And.Contain("/nonexistent/ca");

    private static string Refusal(KubernetesSettings settings) =>
        FluentActions.Invoking(() => Open(settings)).Should().Throw<KubernetesConfigurationException>().Which.Message;

    private static KubernetesConnection Open(KubernetesSettings settings, params (string Name, string Value)[] variables) =>
        KubernetesConnection.Open(settings, TimeProvider.System, name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
