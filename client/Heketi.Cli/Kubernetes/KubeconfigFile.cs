using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Heketi.Cli.Parsing;
using Heketi.Client.Http;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heketi.Cli.Kubernetes;

/// <summary>A kubeconfig, YAML or JSON. Of the ways to log in: tokens, client certificates, name and password.</summary>
internal sealed class KubeconfigFile
{
    private static readonly string[] OtherLogins = ["exec", "auth-provider"];

    private readonly string _file;
    private readonly YamlMappingNode _root;

    private KubeconfigFile(string file, YamlMappingNode root)
    {
        _file = file;
        _root = root;
    }

    /// <exception cref="UsageException">It cannot be read.</exception>
    public static KubeconfigFile Read(string file)
    {
        try
        {
            using var reader = File.OpenText(file);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents is [{ RootNode: YamlMappingNode root }, ..] ? new(file, root) : throw new UsageException($"{file} is no kubeconfig: it is empty");
        }
        catch (YamlException e)
        {
            throw new UsageException($"{file} is no kubeconfig: line {e.Start.Line}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(FileErrorText.Open(file, e));
        }
    }

    /// <summary>What a context says.</summary>
    /// <param name="contextName">Its name; empty: the file's current one.</param>
    /// <param name="namespaceName">Takes the place of the context's namespace unless empty.</param>
    /// <exception cref="UsageException">Something is missing, or a way to log in is asked for that is not there.</exception>
    public ApiAccess Access(string contextName, string namespaceName)
    {
        var name = contextName.Length > 0 ? contextName : Text(_root, "current-context");
        if (name.Length == 0)
        {
            throw new UsageException($"{_file} has no current-context: choose one with --context ({string.Join(", ", Names("contexts"))})");
        }

        var context = Entry("contexts", "context", name);
        var cluster = Entry("clusters", "cluster", Text(context, "cluster"));
        var user = Text(context, "user") is { Length: > 0 } userName ? Entry("users", "user", userName) : new YamlMappingNode();
        var server = Text(cluster, "server");
        return new ApiAccess
        {
            Server = Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : throw new UsageException($"{_file}: server of context {name} is {GoText.Quote(server)}; it has to be http:// or https://, a name and a port"),
            Namespace = new[] { namespaceName, Text(context, "namespace"), "default" }.First(text => text.Length > 0),
            Authorities = Authorities(cluster),
            AcceptsAnyCertificate = Text(cluster, "insecure-skip-tls-verify") == "true",
            Certificate = Certificate(user),
            Authorization = Authorization(user, name),
        };
    }

    private X509Certificate2Collection Authorities(YamlMappingNode cluster)
    {
        var authorities = new X509Certificate2Collection();
        if (Data(cluster, "certificate-authority") is { } pem)
        {
            Pem("certificate-authority", () => authorities.ImportFromPem(pem));
        }

        return authorities;
    }

    private X509Certificate2? Certificate(YamlMappingNode user)
    {
        if (Data(user, "client-certificate") is not { } certificate || Data(user, "client-key") is not { } key)
        {
            return null;
        }

        X509Certificate2? result = null;
        Pem("client-certificate or client-key", () => result = X509Certificate2.CreateFromPem(certificate, key));
        return result;
    }

    private string Authorization(YamlMappingNode user, string context)
    {
        if (Text(user, "token") is { Length: > 0 } token)
        {
            return $"Bearer {token}";
        }

        if (Text(user, "tokenFile") is { Length: > 0 } tokenFile)
        {
            return $"Bearer {Content(tokenFile).Trim()}";
        }

        if (Text(user, "username") is { Length: > 0 } name)
        {
            return $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{Text(user, "password")}"))}";
        }

        return OtherLogins.FirstOrDefault(key => Find(user, key) is not null) is { } other
            ? throw new UsageException(
                $"{_file}: context {context} logs in by {other}, which heketi-cli does not run; use a context with a token (kubectl create token NAME) or a certificate, "
                + "or leave --apply away and run kubectl create -f on the list file")
            : "";
    }

    private void Pem(string what, Action read)
    {
        try
        {
            read();
        }
        catch (CryptographicException e)
        {
            throw new UsageException($"{_file}: {what} is no PEM: {e.Message}");
        }
    }

    /// <summary>A value that is either in the file (<c>-data</c>) or in another one.</summary>
    private string? Data(YamlMappingNode map, string key)
    {
        var data = Text(map, key + "-data");
        if (data.Length == 0)
        {
            return Text(map, key) is { Length: > 0 } file ? Content(file) : null;
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException)
        {
            throw new UsageException($"{_file}: {key}-data is no base64");
        }
    }

    /// <summary>Relative names start at the kubeconfig's directory.</summary>
    private string Content(string file)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_file)) ?? "", file);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{_file}: {FileErrorText.Open(path, e)}");
        }
    }

    private YamlMappingNode Entry(string list, string key, string name) =>
        Entries(list).FirstOrDefault(entry => Text(entry, "name") == name) is { } found && Find(found, key) is YamlMappingNode value
            ? value
            : throw new UsageException($"{_file}: there is no {key} {GoText.Quote(name)} (there are: {string.Join(", ", Names(list))})");

    private IEnumerable<string> Names(string list) => Entries(list).Select(entry => Text(entry, "name"));

    private IEnumerable<YamlMappingNode> Entries(string list) => Find(_root, list) is YamlSequenceNode entries ? entries.OfType<YamlMappingNode>() : [];

    private static string Text(YamlMappingNode map, string key) => Find(map, key) is YamlScalarNode { Value: { } value } ? value : "";

    private static YamlNode? Find(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
