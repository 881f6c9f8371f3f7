using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Kubernetes;

/// <summary>
/// The few calls of the Kubernetes API that are needed, by plain HTTP: the official client works by reflection, which a native
/// program does not have.
/// </summary>
internal sealed class ApiServer : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly ApiAccess _access;

    public ApiServer(ApiAccess access)
    {
        _access = access;
        _http = new HttpClient(Handler(access)) { BaseAddress = access.Server, Timeout = RequestTimeout };
        if (access.Authorization.Length > 0)
        {
            _http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(access.Authorization);
        }
    }

    public string Namespace => _access.Namespace;

    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, "", cancellationToken);

    public Task<ApiAnswer> CreateAsync(string path, JsonObject value, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, value, "application/json", cancellationToken);

    /// <summary>Merges a value into what is there.</summary>
    public Task<ApiAnswer> MergeAsync(string path, JsonObject value, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, path, value, "application/merge-patch+json", cancellationToken);

    /// <summary>Takes an object away, and then what belongs to it.</summary>
    public Task<ApiAnswer> DeleteAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, path + "?propagationPolicy=Background", null, "", cancellationToken);

    public void Dispose() => _http.Dispose();

    /// <exception cref="UsageException">No answer came.</exception>
    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonObject? value, string type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("application/json");
        if (value is not null)
        {
            request.Content = new StringContent(value.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(type));
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return new ApiAnswer(response.StatusCode, Read(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)));
        }
        catch (HttpRequestException e)
        {
            throw new UsageException($"Kubernetes API server {_access.Server}: {(e.InnerException ?? e).Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UsageException($"Kubernetes API server {_access.Server}: no answer within {RequestTimeout.TotalSeconds:0} s");
        }
    }

    /// <summary>What is no object (a proxy's page) becomes a message.</summary>
    private static JsonObject Read(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return new JsonObject { ["message"] = text.Trim() };
        }
    }

    private static SocketsHttpHandler Handler(ApiAccess access)
    {
        var options = new SslClientAuthenticationOptions();
        if (access.Certificate is not null)
        {
            options.ClientCertificates = [access.Certificate];
        }

        if (access.AcceptsAnyCertificate)
        {
#pragma warning disable CA5359 // insecure-skip-tls-verify of the kubeconfig says so
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (access.Authorities.Count > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(access.Authorities);
        }

        return new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, SslOptions = options };
    }
}
