using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Heketi.Deployment.Tests.Helm;

/// <summary>Reads a pipeline: paths, texts in double quotes, whole numbers, functions, brackets.</summary>
internal sealed partial class ExpressionParser
{
    private readonly string _text;
    private readonly Queue<string> _tokens;

    private ExpressionParser(string text)
    {
        _text = text;
        var tokens = Token().Matches(text);
        if (string.Concat(tokens.Select(token => token.Value)) != Blank().Replace(text, match => match.Groups["text"].Value))
        {
            throw new ChartException($"{{{{ {text} }}}}: not in the subset that this renderer knows");
        }

        _tokens = new(tokens.Select(token => token.Value));
    }

    /// <exception cref="ChartException">It is no expression of the subset.</exception>
    public static Expression Parse(string text)
    {
        var parser = new ExpressionParser(text);
        var expression = parser.Pipeline();
        return parser._tokens.Count == 0 ? expression : throw parser.Error($"unexpected {parser._tokens.Peek()}");
    }

    private Expression Pipeline()
    {
        var value = Command(null);
        while (_tokens.TryPeek(out var next) && next == "|")
        {
            _tokens.Dequeue();
            value = Command(value);
        }

        return value;
    }

    private Expression Command(Expression? piped)
    {
        var word = _tokens.Count > 0 ? _tokens.Peek() : throw Error("something is missing at its end");
        if (char.IsAsciiLetter(word[0]) || word == ".Capabilities.APIVersions.Has")
        {
            _tokens.Dequeue();
            var arguments = new List<Expression>();
            while (_tokens.TryPeek(out var next) && next is not ("|" or ")"))
            {
                arguments.Add(Operand());
            }

            return new Expression.Call(Known(word), piped is null ? arguments : [.. arguments, piped]);
        }

        return piped is null ? Operand() : throw Error($"a pipe leads to {word}, which is no function");
    }

    private Expression Operand()
    {
        var word = _tokens.Dequeue();
        switch (word[0])
        {
            case '(':
                var inner = Pipeline();
                return _tokens.TryDequeue(out var close) && close == ")" ? inner : throw Error("a bracket is not closed");
            case '.':
                return new Expression.Path(word.Split('.', StringSplitOptions.RemoveEmptyEntries));
            case '"':
                return new Expression.Constant(JsonNode.Parse(word)!);
            case >= '0' and <= '9':
                return new Expression.Constant(JsonValue.Create(double.Parse(word, CultureInfo.InvariantCulture)));
            default:
                throw Error($"{word} cannot stand here; a function as an argument needs brackets");
        }
    }

    private string Known(string function) => TemplateFunctions.Names.Contains(function) ? function : throw Error($"there is no function {function} in the subset");

    private ChartException Error(string message) => new($"{{{{ {_text} }}}}: {message}");

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|\.(?:[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)?|[a-zA-Z][a-zA-Z0-9]*|\d+|[|()]
        """)]
    private static partial Regex Token();

    /// <summary>Blanks outside of texts.</summary>
    [GeneratedRegex("""(?<text>"(?:[^"\\]|\\.)*")|\s+""")]
    private static partial Regex Blank();
}
