using System.Text.Json.Serialization.Metadata;
using Heketi.Client.Authentication;
using Heketi.Client.Errors;
using Heketi.Client.Http;
using Heketi.Client.Json;

namespace Heketi.Client;

/// <summary>
/// A Heketi server. Requests that the server only accepts at first (202) are waited for: a method returns when the work
/// is done. Cancelling ends the waiting, not the work that the server has begun. Safe to use from several threads.
/// </summary>
/// <remarks>Every method throws a <see cref="HeketiException"/> when it has no result: <see cref="HeketiApiException"/> when
/// the server refused, <see cref="HeketiConnectionException"/> when it gave no answer.</remarks>
public sealed partial class HeketiClient
{
    /// <summary>Reads of single items that one call may have under way at the same time.</summary>
    private const int ParallelReads = 8;

    private readonly HeketiTransport _transport;

    /// <summary>A client of the server at an address like <c>http://host:8080</c>.</summary>
    /// <param name="http">Must not follow redirects: see <see cref="HeketiHttp.CreateHandler"/>. Stays the caller's.</param>
    /// <param name="server">A wrong address is reported by the first request, as <see cref="HeketiAddressException"/>.</param>
    /// <param name="credentials">No token is sent when null; that suits a server without authentication only.</param>
    /// <param name="options">How to wait; the defaults when null.</param>
    /// <param name="time">The system's when null.</param>
    public HeketiClient(HttpClient http, string server, HeketiCredentials? credentials, HeketiClientOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(server);
        _transport = new HeketiTransport(http, server, credentials, options ?? new HeketiClientOptions(), time ?? TimeProvider.System);
    }

    /// <summary>A client of the server at an address like <c>http://host:8080</c>.</summary>
    /// <param name="http">Must not follow redirects: see <see cref="HeketiHttp.CreateHandler"/>. Stays the caller's.</param>
    /// <param name="server">Address of the server.</param>
    /// <param name="credentials">No token is sent when null; that suits a server without authentication only.</param>
    public HeketiClient(HttpClient http, Uri server, HeketiCredentials? credentials)
        : this(http, server?.OriginalString ?? throw new ArgumentNullException(nameof(server)), credentials)
    {
    }

    private async Task<T> GetAsync<T>(ApiPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        HeketiJson.Read(await _transport.SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false), type);

    private async Task<TAnswer> PostAsync<T, TAnswer>(ApiPath path, T body, JsonTypeInfo<T> type, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken) =>
        HeketiJson.Read(await _transport.SendAsync(HttpMethod.Post, path, HeketiJson.Body(body, type), cancellationToken).ConfigureAwait(false), answer);

    private async Task PostAsync<T>(ApiPath path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await _transport.SendAsync(HttpMethod.Post, path, HeketiJson.Body(body, type), cancellationToken).ConfigureAwait(false);

    private async Task DeleteAsync(ApiPath path, byte[]? body, CancellationToken cancellationToken) =>
        await _transport.SendAsync(HttpMethod.Delete, path, body, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Reads many items, in order. What was deleted between the list and the read is left out: then it is not there.
    /// </summary>
    private static async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        IReadOnlyList<string>? ids, Func<string, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        var items = new T?[ids?.Count ?? 0];
        await Parallel.ForAsync(
            0,
            items.Length,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                try
                {
                    items[i] = await read(ids![i], token).ConfigureAwait(false);
                }
                catch (HeketiApiException e) when (e.Status is System.Net.HttpStatusCode.NotFound)
                {
                    items[i] = null;
                }
            }).ConfigureAwait(false);
        return [.. items.OfType<T>()];
    }
}
