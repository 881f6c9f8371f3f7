using System.Net.Sockets;
using System.Text;
using Heketi.Conformance.Expectations;
using Heketi.Conformance.Http;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.Replay;

/// <summary>Replays a recording from top to bottom and compares every answer.</summary>
public sealed class HttpReplay(HttpRecording recording, IServerUnderTest server, IReadOnlyList<Difference> differences, TimeProvider time)
{
    private const int TimeOutsBeforeGivingUp = 3;
    private static readonly TimeSpan _answerLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _pollPause = TimeSpan.FromMilliseconds(5);

    private readonly RawHttpClient _client = new(() => server.Endpoint);
    private readonly RequestBuilder _requests = new(new TokenMaker(time));
    private readonly ObservedTopology _topology = new();

    /// <summary>Final answers that came when a pending one was recorded: a final answer can be read only once.</summary>
    private readonly Dictionary<string, RawResponse> _early = [];

    private Bindings _bindings = Bindings.Empty;
    private int _timeOuts;
    private int _restarts;

    public async Task<ReplayReport> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<ExchangeResult>();
        foreach (var exchange in recording.Exchanges.Select(recorded => PlacementSwap.Apply(recording.Name, recorded, _bindings, _topology)))
        {
            if (exchange.IsNoteOnly)
            {
                await ActAsync(exchange.Note ?? "", cancellationToken);
            }
            else if (exchange.Status is not null || Wanted(exchange).Any(difference => difference.Expect is not null))
            {
                await PrepareAsync(exchange.Step ?? "", cancellationToken);
                results.Add(await TryAsync(exchange, cancellationToken));
            }
        }

        return new ReplayReport(recording.Name, results);
    }

    /// <summary>Turns the switches that a step needs without a note.</summary>
    private async Task PrepareAsync(string step, CancellationToken cancellationToken)
    {
        if (recording.Hosts?.On.GetValueOrDefault(step) is { } on)
        {
            await server.SwitchAsync(on, true, cancellationToken);
        }

        if (recording.Hosts?.Off.GetValueOrDefault(step) is { } off)
        {
            await server.SwitchAsync(off, false, cancellationToken);
        }
    }

    private async Task ActAsync(string note, CancellationToken cancellationToken)
    {
        if (note.Contains("SIGUSR2", StringComparison.Ordinal))
        {
            await server.ResetModeAsync(cancellationToken);
        }
        else if (note.Contains("other fake command answers", StringComparison.Ordinal) && recording.Hosts is not { AfterRestart: not null })
        {
            // The original had to be restarted for other answers. Our hosts answer by what was done to them, and end with the process.
        }
        else if (note.Contains("started again", StringComparison.Ordinal) || note.Contains("server restarted", StringComparison.Ordinal))
        {
            await RestartAsync(cancellationToken);
        }
        else if (recording.Hosts is not null && FakeHosts.SwitchOf(note) is { } turned)
        {
            await server.SwitchAsync(turned.Switch, turned.IsOn, cancellationToken);
        }
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        if (recording.Hosts is { AfterRestart: { } hooks } hosts)
        {
            await server.RestartAsync(
                async () => hosts with { Hooks = [.. hosts.Hooks, .. hooks(_restarts++, await BrickPaths.OfAsync(_client, cancellationToken))] },
                cancellationToken);
            return;
        }

        await server.RestartAsync(cancellationToken);
    }

    private async Task<ExchangeResult> TryAsync(RecordedExchange exchange, CancellationToken cancellationToken)
    {
        if (_timeOuts >= TimeOutsBeforeGivingUp)
        {
            return new ExchangeResult(exchange, $"given up after {_timeOuts} requests without an answer");
        }

        if (Wanted(exchange).FirstOrDefault(difference => difference.Drops) is { } dropped)
        {
            return new ExchangeResult(exchange, null, dropped.Id);
        }

        if (Wanted(exchange).FirstOrDefault(difference => difference.Replace is not null) is { } replaced)
        {
            var result = await LimitedAsync(replaced.Replace!(exchange), cancellationToken);
            return result.Passed ? result with { Exchange = exchange, Difference = replaced.Id } : result;
        }

        return await LimitedAsync(exchange, cancellationToken);
    }

    private async Task<ExchangeResult> LimitedAsync(RecordedExchange exchange, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_answerLimit);
        try
        {
            return await ReplayAsync(exchange, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _timeOuts++;
            return new ExchangeResult(exchange, $"no final answer within {_answerLimit.TotalSeconds} s");
        }
        catch (Exception error) when (error is IOException or SocketException or FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return new ExchangeResult(exchange, $"no proper answer: {error.Message}");
        }
    }

    /// <summary>Where an id is not known for sure yet, a read tries every id that it may be; a write takes the first.</summary>
    private async Task<ExchangeResult> ReplayAsync(RecordedExchange exchange, CancellationToken cancellationToken)
    {
        ExchangeResult? first = null;
        var choices = Choices(exchange);
        foreach (var choice in exchange.Method == "GET" ? choices : choices.Take(1))
        {
            var result = await ReplayAsync(exchange, choice, cancellationToken);
            if (result.Passed)
            {
                return result;
            }

            first ??= result;
        }

        return first ?? new ExchangeResult(exchange, $"depends on an id never seen: {string.Join(", ", Names(exchange).Where(name => _bindings.Choices(name).Count == 0))}");
    }

    private IEnumerable<Bindings> Choices(RecordedExchange exchange)
    {
        IEnumerable<Bindings> choices = [_bindings];
        foreach (var name in Names(exchange))
        {
            choices = choices.SelectMany(known => known.Choices(name).Select(id => known.Bind(name, id)).OfType<Bindings>());
        }

        return choices;
    }

    private static IEnumerable<string> Names(RecordedExchange exchange) =>
        Placeholder.Any().Matches($"{exchange.Path} {exchange.RequestBody}").Select(match => match.Value).Distinct();

    private async Task<ExchangeResult> ReplayAsync(RecordedExchange exchange, Bindings known, CancellationToken cancellationToken)
    {
        var request = await _requests.BuildAsync(exchange, text => Placeholder.Any().Replace(text, match => known.Actual(match.Value)!), cancellationToken);
        if (exchange.IsPoll)
        {
            return await PollAsync(exchange, request, known, cancellationToken);
        }

        return Compare(exchange, await _client.SendAsync(request, cancellationToken), known);
    }

    /// <summary>
    /// Asks for the result of an asynchronous request. How many pending answers come first is timing: any
    /// number is good, and each must look like one.
    /// </summary>
    private async Task<ExchangeResult> PollAsync(RecordedExchange exchange, RawRequest request, Bindings known, CancellationToken cancellationToken)
    {
        if (exchange.IsPendingPoll && _early.ContainsKey(request.Target))
        {
            return new ExchangeResult(exchange, null);
        }

        if (_early.Remove(request.Target, out var early))
        {
            return Compare(exchange, early, known);
        }

        while (true)
        {
            var response = await _client.SendAsync(request, cancellationToken);
            var isPending = response.Status == 200 && response.Header("X-Pending") == "true";
            if (exchange.IsPendingPoll && !isPending)
            {
                _early[request.Target] = response;
                return new ExchangeResult(exchange, null);
            }

            if (exchange.IsPendingPoll || !isPending)
            {
                return Compare(exchange, response, known);
            }

            if (PendingFault(response) is { } fault)
            {
                return new ExchangeResult(exchange, $"a pending answer: {fault}");
            }

            await Task.Delay(_pollPause, time, cancellationToken);
        }
    }

    private IEnumerable<Difference> Wanted(RecordedExchange exchange) => differences.Where(difference => difference.Concerns(recording.Name, exchange));

    private static string? PendingFault(RawResponse response) =>
        HeaderMatcher.Match(new Dictionary<string, string> { ["X-Pending"] = "true", ["Content-Length"] = "0" }, response, false, Bindings.Empty).Difference
        ?? (response.Body.Length == 0 ? null : "it has a body");

    private ExchangeResult Compare(RecordedExchange exchange, RawResponse response, Bindings known)
    {
        var outcome = Match(exchange, response, known);
        if (outcome.IsMatch)
        {
            _bindings = outcome.Bindings!;
            return new ExchangeResult(exchange, null);
        }

        foreach (var difference in Wanted(exchange))
        {
            if (difference.Judge is { } judge)
            {
                if (response.Status == exchange.Status
                    && HeaderMatcher.Match(exchange.ResponseHeaders!, response, exchange.Method == "HEAD", known).IsMatch
                    && judge(exchange, response))
                {
                    return new ExchangeResult(exchange, null, difference.Id);
                }

                continue;
            }

            var expected = difference.Expect?.Invoke(exchange) ?? exchange;
            if ((difference.Accept is null ? response : difference.Accept(expected, response)) is { } accepted && Match(expected, accepted, known) is { IsMatch: true } match)
            {
                _bindings = match.Bindings!;
                return new ExchangeResult(exchange, null, difference.Id);
            }
        }

        return new ExchangeResult(exchange, outcome.Difference);
    }

    private MatchOutcome Match(RecordedExchange exchange, RawResponse response, Bindings bindings)
    {
        var body = Encoding.UTF8.GetString(response.Body);
        if (response.Status != exchange.Status)
        {
            return MatchOutcome.Differs("status", $"{response.Status}: {TextTemplate.Shorten(body)}");
        }

        var outcome = HeaderMatcher.Match(exchange.ResponseHeaders!, response, exchange.Method == "HEAD", bindings);
        return outcome.IsMatch ? BodyMatcher.Match(exchange.ResponseBody ?? "", body, outcome.Bindings!, _topology) : outcome;
    }
}
