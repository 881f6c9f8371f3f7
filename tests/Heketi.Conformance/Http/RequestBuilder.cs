using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Http;

/// <summary>Turns a recorded request into the bytes to send: actual ids, tokens, the whole of shortened bodies.</summary>
public sealed partial class RequestBuilder(TokenMaker tokens)
{
    public async Task<RawRequest> BuildAsync(RecordedExchange exchange, Func<string, string> resolve, CancellationToken cancellationToken)
    {
        if (exchange.Token is not null)
        {
            await tokens.AlignAsync(exchange.Token, cancellationToken);
        }

        if (UpperCaseId().IsMatch(exchange.Step!))
        {
            // The recording puts a placeholder for the id in either case; the step's name tells.
            var asIs = resolve;
            resolve = text => Placeholder.Any().Replace(text, match => asIs(match.Value).ToUpperInvariant());
        }

        var target = resolve(exchange.Path!);
        var headers = exchange.RequestHeaders!.Select(header =>
            new KeyValuePair<string, string>(header.Key, header.Key == "Authorization" ? Authorization(exchange, header.Value, target) : header.Value));
        var body = exchange.RequestBody is null ? null : Encoding.UTF8.GetBytes(resolve(Whole(exchange.RequestBody)));
        return new RawRequest(exchange.Method!, target, [.. headers], body)
        {
            Source = exchange.SourceAddress is null ? null : IPAddress.Parse(exchange.SourceAddress),
        };
    }

    private string Authorization(RecordedExchange exchange, string value, string target)
    {
        if (ValidToken().Match(value) is { Success: true } valid)
        {
            return value.Replace(valid.Value, tokens.Valid(valid.Groups[1].Value, exchange.Method!, target), StringComparison.Ordinal);
        }

        if (exchange.Token is null)
        {
            return value;
        }

        var token = tokens.Make(exchange.Token, exchange.Method!, target);
        return value.Replace("<token>", Twisted(exchange.Step!, token), StringComparison.Ordinal);
    }

    /// <summary>What was done to a good token is told by the step's name only.</summary>
    private static string Twisted(string step, string token) => step switch
    {
        "extra word" => token + " x",
        "four parts" => token + ".x",
        "no signature" => token[..(token.LastIndexOf('.') + 1)],
        "changed signature" => token[..(token.LastIndexOf('.') + 1)] + (token[token.LastIndexOf('.') + 1] == 'A' ? 'B' : 'A') + token[(token.LastIndexOf('.') + 2)..],
        "padding = added to signature" => token + "=",
        _ => token,
    };

    /// <summary>Long generated bodies are shortened in the recording: a run of one character, and maybe an end.</summary>
    private static string Whole(string body)
    {
        if (Shortened().Match(body) is not { Success: true } cut)
        {
            return body;
        }

        var start = cut.Groups[1].Value;
        var length = int.Parse(cut.Groups[2].Value, CultureInfo.InvariantCulture);
        var end = start[^1] switch
        {
            'a' => "\"}",
            ' ' => "{}",
            '[' => new string(']', length / 2),
            var other => throw new InvalidOperationException($"no rule for a body that repeats '{other}'"),
        };
        return start + new string(start[^1], length - start.Length - end.Length) + end;
    }

    [GeneratedRegex(@"\bid (?:in )?upper case")]
    private static partial Regex UpperCaseId();

    [GeneratedRegex("<valid jwt iss=([a-z]+)>")]
    private static partial Regex ValidToken();

    [GeneratedRegex(@"\A(.+)\.\.\.<([0-9]+) characters in all>\z", RegexOptions.Singleline)]
    private static partial Regex Shortened();
}
