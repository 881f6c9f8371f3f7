using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>The way to one Kubernetes API server.</summary>
public sealed class KubernetesConnection : IDisposable
{
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private readonly RotatingTokenFile? _token;

    private KubernetesConnection(k8s.Kubernetes client, string @namespace, RotatingTokenFile? token)
    {
        Client = client;
        Namespace = @namespace;
        _token = token;
    }

    /// <summary>The typed client.</summary>
    public k8s.Kubernetes Client { get; }

    /// <summary>Namespace of the GlusterFS pods and of this server's own objects.</summary>
    public string Namespace { get; }

    /// <summary>Reads what is needed to connect; the API server is not asked yet.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="clock">Time.</param>
    /// <param name="variables">Gives an environment variable; null: those of this process.</param>
    /// <exception cref="KubernetesConfigurationException">A file is missing, or there is no way to know the host or the namespace.</exception>
    public static KubernetesConnection Open(KubernetesSettings settings, TimeProvider clock, Func<string, string?>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        variables ??= Environment.GetEnvironmentVariable;
        var isInside = !string.IsNullOrEmpty(variables(HostVariable)) && File.Exists(Path.Combine(settings.ServiceAccountDirectory, "token"));
        var isOutside = settings.Host.Length > 0 && (settings.PrefersHost || !isInside);
        var tokenFile = isOutside ? settings.TokenFile : Path.Combine(settings.ServiceAccountDirectory, "token");
        var token = tokenFile.Length > 0 ? new RotatingTokenFile(Existing(tokenFile, "token_file"), clock) : null;
        var configuration = new KubernetesClientConfiguration
        {
            Host = isOutside ? Address(settings.Host) : InClusterAddress(variables),
            SkipTlsVerify = isOutside && settings.Insecure,
            SslCaCerts = Authorities(isOutside ? settings.CertificateFile : Path.Combine(settings.ServiceAccountDirectory, "ca.crt")),
            TokenProvider = token,
            UserAgent = "heketi",
        };
        if (token is null && settings.User.Length > 0)
        {
            configuration.Username = settings.User;
            configuration.Password = settings.Password;
        }

        return new(new(configuration), NamespaceOf(settings), token);
    }

    /// <summary>The API server did not take the token: it is read again before the next request.</summary>
    public void ForgetToken() => _token?.Forget();

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    private static string Address(string host) =>
        Uri.TryCreate(host, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? host
            : throw new KubernetesConfigurationException(
                $"kubeexec.host \"{host}\" is no address: use http:// or https://, a name and a port (environment: HEKETI_KUBE_APIHOST)");

    private static string InClusterAddress(Func<string, string?> variables)
    {
        var (host, port) = (variables(HostVariable), variables("KUBERNETES_SERVICE_PORT"));
        return string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port)
            ? throw new KubernetesConfigurationException(
                "unable to load in-cluster configuration: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined; "
                + "outside of a cluster set kubeexec.host (environment: HEKETI_KUBE_APIHOST)")
            : new UriBuilder("https", host, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)).Uri.ToString();
    }

    private static X509Certificate2Collection? Authorities(string file)
    {
        if (file.Length == 0)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(Existing(file, "cert"));
        }
        catch (CryptographicException e)
        {
            throw new KubernetesConfigurationException($"kubeexec.cert \"{file}\" holds no PEM certificate: {e.Message}", e);
        }

        return authorities;
    }

    private static string Existing(string file, string key) => File.Exists(file)
        ? file
        : throw new KubernetesConfigurationException(
            $"kubeexec.{key}: open {file}: no such file; in a pod give it a service account whose token is mounted (automountServiceAccountToken)");

    /// <summary>As the original: without a configured namespace the start fails unless the service account tells it.</summary>
    private static string NamespaceOf(KubernetesSettings settings)
    {
        var file = Path.Combine(settings.ServiceAccountDirectory, "namespace");
        return settings.Namespace.Length > 0 ? settings.Namespace
            : File.Exists(file) ? File.ReadAllText(file).Trim()
            : throw new KubernetesConfigurationException(
                $"namespace must be provided in configuration: set kubeexec.namespace (environment: HEKETI_KUBE_NAMESPACE); {file} is not there");
    }
}
