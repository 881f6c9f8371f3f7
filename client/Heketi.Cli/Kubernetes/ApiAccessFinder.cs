using System.Security.Cryptography.X509Certificates;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Kubernetes;

/// <summary>
/// Finds the API server as kubectl does: <c>--kubeconfig</c>, <c>KUBECONFIG</c>, <c>~/.kube/config</c>, the service account of the
/// pod that the program runs in.
/// </summary>
internal static class ApiAccessFinder
{
    /// <summary>Where a pod finds its token, certificate authorities and namespace.</summary>
    public const string ServiceAccountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <exception cref="UsageException">There is none, or it cannot be used.</exception>
    public static ApiAccess Find(FlagValues flags, CliEnvironment environment, string serviceAccountDirectory = ServiceAccountDirectory)
    {
        var given = flags.Text("kubeconfig");
        var file = given.Length > 0 ? Path.Combine(environment.WorkingDirectory, given) : Usual(environment);
        var namespaceName = flags.Text("namespace");
        if (file is not null)
        {
            return KubeconfigFile.Read(file).Access(flags.Text("context"), namespaceName);
        }

        return InCluster(environment, serviceAccountDirectory, namespaceName) ?? throw new UsageException(
            "--apply needs a Kubernetes cluster: give --kubeconfig, set KUBECONFIG, or run this in a pod with a service account");
    }

    /// <summary>The first file of KUBECONFIG that is there, else the one in the home directory; null: none.</summary>
    private static string? Usual(CliEnvironment environment)
    {
        if (environment.Variables.GetValueOrDefault("KUBECONFIG") is { Length: > 0 } list)
        {
            var files = list.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(file => Path.Combine(environment.WorkingDirectory, file)).ToList();
            return files.FirstOrDefault(File.Exists) ?? throw new UsageException($"KUBECONFIG is {list}: no such file");
        }

        var usual = Path.Combine(environment.Variables.GetValueOrDefault("HOME") ?? "", ".kube", "config");
        return File.Exists(usual) ? usual : null;
    }

    private static ApiAccess? InCluster(CliEnvironment environment, string directory, string namespaceName)
    {
        var token = Path.Combine(directory, "token");
        if (environment.Variables.GetValueOrDefault("KUBERNETES_SERVICE_HOST") is not { Length: > 0 } host || !File.Exists(token))
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Path.Combine(directory, "ca.crt"));
        var port = environment.Variables.GetValueOrDefault("KUBERNETES_SERVICE_PORT") is { Length: > 0 } given ? given : "443";
        return new ApiAccess
        {
            Server = new Uri($"https://{(host.Contains(':') ? $"[{host}]" : host)}:{port}/"),
            Namespace = namespaceName.Length > 0 ? namespaceName : File.ReadAllText(Path.Combine(directory, "namespace")).Trim(),
            Authorities = authorities,
            Authorization = $"Bearer {File.ReadAllText(token).Trim()}",
        };
    }
}
