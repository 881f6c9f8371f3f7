using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Heketi.Client.Authentication;
using Heketi.Client.Errors;
using Polly;
using Polly.Retry;

namespace Heketi.Client.Http;

/// <summary>
/// Sends requests: signs each, waits where the server is busy, follows redirects and accepted operations to their end.
/// Redirects are followed here and not by <see cref="HttpClient"/>, because every token is good for one path only.
/// </summary>
internal sealed class HeketiTransport
{
    private const int MostRedirects = 10;

    private readonly HttpClient _http;
    private readonly ServerAddress _server;
    private readonly TokenFactory? _tokens;
    private readonly HeketiClientOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _whenBusy;

    public HeketiTransport(HttpClient http, string server, HeketiCredentials? credentials, HeketiClientOptions options, TimeProvider time)
    {
        _http = http;
        _server = new ServerAddress(server);
        _tokens = credentials is null ? null : new TokenFactory(credentials, time);
        _options = options;
        _time = time;
        _whenBusy = BusyPipeline();
    }

    /// <summary>Sends a request and gives the body of its last answer: empty for 204, the followed resource for 303.</summary>
    /// <exception cref="HeketiException">The request has no result; see the derived types.</exception>
    public async Task<byte[]> SendAsync(HttpMethod method, ApiPath path, byte[]? body, CancellationToken cancellationToken)
    {
        var target = _server.Resolve(method, path.Escaped);
        var shown = _server.Display(path.Escaped);
        var response = await SendOnceAsync(method, target, shown, body, cancellationToken).ConfigureAwait(false);
        for (var redirects = 0; Follow(response, target, shown) is { } next; redirects++)
        {
            var accepted = response.StatusCode is HttpStatusCode.Accepted;
            response.Dispose();
            if (redirects == MostRedirects)
            {
                throw new HeketiProtocolException($"{RequestText.Of(method, shown)}: stopped after {MostRedirects} redirects");
            }

            (target, shown) = (next, next.ToString());
            response = accepted
                ? await PollAsync(target, cancellationToken).ConfigureAwait(false)
                : await SendOnceAsync(HttpMethod.Get, target, shown, null, cancellationToken).ConfigureAwait(false);
        }

        using (response)
        {
            return await ReadAsync(response, method, shown, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Uri? Follow(HttpResponseMessage response, Uri target, string shown) => response.StatusCode switch
    {
        HttpStatusCode.Accepted or HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect =>
            response.Headers.Location is { } location
                ? SameServer(new Uri(target, location), target)
                : throw new HeketiProtocolException($"{shown} answered {(int)response.StatusCode} without a Location"),
        _ => null,
    };

    /// <summary>A token that a foreign server gets could be used against ours within its lifetime.</summary>
    private static Uri SameServer(Uri location, Uri origin) => location.Authority == origin.Authority && location.Scheme == origin.Scheme
        ? location
        : throw new HeketiProtocolException($"{origin} sends us to another server, {location}; give that address if it is the right one");

    private async Task<HttpResponseMessage> PollAsync(Uri queue, CancellationToken cancellationToken)
    {
        for (var pause = _options.FirstPoll; ; pause = Min(pause * 2, _options.LongestPoll))
        {
            var response = await SendOnceAsync(HttpMethod.Get, queue, queue.ToString(), null, cancellationToken, _options.LongPoll).ConfigureAwait(false);
            if (!IsPending(response))
            {
                return response;
            }

            var waited = response.Headers.Contains("Preference-Applied");
            response.Dispose();
            if (waited)
            {
                pause = _options.FirstPoll; // the server has done the waiting
            }

            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsPending(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.OK
        && response.Headers.TryGetValues("X-Pending", out var values) && values.Contains("true");

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, Uri target, string shown, byte[]? body, CancellationToken cancellationToken, TimeSpan? wait = null)
    {
        try
        {
            return await _whenBusy.ExecuteAsync(
                async token =>
                {
                    using var request = Request(method, target, body);
                    if (wait is { TotalSeconds: >= 1 } preferred)
                    {
                        request.Headers.Add("Prefer", string.Create(CultureInfo.InvariantCulture, $"wait={(int)preferred.TotalSeconds}"));
                    }

                    return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsNoAnswer(e, cancellationToken))
        {
            throw Unreachable(method, shown, e);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, Uri target, byte[]? body)
    {
        var request = new HttpRequestMessage(method, target);
        if (_tokens is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("bearer", _tokens.Create(method, Uri.UnescapeDataString(target.AbsolutePath)));
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, HttpMethod method, string shown, CancellationToken cancellationToken)
    {
        try
        {
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            }

            var text = (await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).Trim();
            throw new HeketiApiException(response.StatusCode, text.Length > 0 ? text : $"{RequestText.Of(method, shown)}: the server answered {(int)response.StatusCode} {response.ReasonPhrase} without a text");
        }
        catch (Exception e) when (IsNoAnswer(e, cancellationToken))
        {
            throw Unreachable(method, shown, e);
        }
    }

    private static bool IsNoAnswer(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static HeketiConnectionException Unreachable(HttpMethod method, string shown, Exception error) =>
        new($"{RequestText.Of(method, shown)}: {ConnectionFailureText.Of(error)}", error);

    private ResiliencePipeline<HttpResponseMessage> BusyPipeline() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests),
                MaxRetryAttempts = _options.BusyRetries,
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(BusyPause(attempt.Outcome.Result)),
            })
            .Build();

    private TimeSpan BusyPause(HttpResponseMessage? response)
    {
        var asked = response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _time.GetUtcNow(),
            _ => _options.BusyPause,
        };
        return Min(asked < TimeSpan.Zero ? TimeSpan.Zero : asked, _options.LongestBusyPause);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
