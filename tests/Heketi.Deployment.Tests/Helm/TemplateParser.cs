using System.Text.RegularExpressions;

namespace Heketi.Deployment.Tests.Helm;

/// <summary>
/// Reads a template of the subset of Helm's language that the chart keeps to: <c>if</c>, <c>else if</c>, <c>else</c>,
/// <c>define</c>, <c>end</c>, comments, <c>{{-</c> and <c>-}}</c>, and expressions. No <c>range</c>, <c>with</c>, variables
/// or anything else: they are mistakes here.
/// </summary>
internal sealed partial class TemplateParser
{
    private static readonly string[] Refused = ["range", "with", "template", "block", "break", "continue"];

    private readonly Queue<(bool IsAction, string Text)> _parts = new();

    private TemplateParser(string template)
    {
        var at = 0;
        var trims = false;
        foreach (Match action in Action().Matches(template))
        {
            AddText(template[at..action.Index], trims, action.Groups["left"].Success);
            trims = action.Groups["right"].Success;
            at = action.Index + action.Length;
            if (!action.Groups["comment"].Success)
            {
                _parts.Enqueue((true, action.Groups["body"].Value.Trim()));
            }
        }

        AddText(template[at..], trims, trimsEnd: false);
    }

    /// <exception cref="ChartException">It is not in the subset.</exception>
    public static IReadOnlyList<TemplateNode> Parse(string template)
    {
        var parser = new TemplateParser(template);
        var (nodes, end) = parser.Nodes();
        return end is null ? nodes : throw new ChartException($"{{{{ {end} }}}} without a beginning");
    }

    private void AddText(string text, bool trimsStart, bool trimsEnd)
    {
        text = trimsStart ? text.TrimStart() : text;
        text = trimsEnd ? text.TrimEnd() : text;
        if (text.Contains("{{", StringComparison.Ordinal) || text.Contains("}}", StringComparison.Ordinal))
        {
            throw new ChartException($"braces without a pair: {text}");
        }

        _parts.Enqueue((false, text));
    }

    /// <summary>Up to the end, or to an <c>else</c> or <c>end</c>, which is given.</summary>
    private (List<TemplateNode> Nodes, string? End) Nodes()
    {
        var nodes = new List<TemplateNode>();
        while (_parts.TryDequeue(out var part))
        {
            var word = Word().Match(part.Text).Value;
            if (!part.IsAction)
            {
                nodes.Add(new TemplateNode.Text(part.Text));
            }
            else if (word is "end" or "else")
            {
                return (nodes, part.Text);
            }
            else if (word == "if")
            {
                nodes.Add(If(part.Text[word.Length..]));
            }
            else if (word == "define")
            {
                nodes.Add(Define(part.Text[word.Length..]));
            }
            else if (Refused.Contains(word) || part.Text.StartsWith('$'))
            {
                throw new ChartException($"{{{{ {part.Text} }}}}: not in the subset that this renderer knows");
            }
            else
            {
                nodes.Add(new TemplateNode.Print(ExpressionParser.Parse(part.Text)));
            }
        }

        return (nodes, null);
    }

    private TemplateNode.If If(string condition)
    {
        var (body, end) = Nodes();
        return new(ExpressionParser.Parse(condition), body, end switch
        {
            "end" => [],
            "else" => Ended(condition),
            _ when end?.StartsWith("else if ", StringComparison.Ordinal) is true => [If(end["else if ".Length..])],
            _ => throw new ChartException($"{{{{ if {condition} }}}} has no end"),
        });
    }

    private TemplateNode.Define Define(string name) =>
        new((string)((Expression.Constant)ExpressionParser.Parse(name)).Value!, Ended($"define {name}"));

    private List<TemplateNode> Ended(string what)
    {
        var (nodes, end) = Nodes();
        return end == "end" ? nodes : throw new ChartException($"{{{{ {what} }}}} has no end");
    }

    [GeneratedRegex("""\{\{(?<left>-(?=\s))?(?:(?<comment>\s*/\*.*?\*/\s*?)|(?<body>(?:"(?:[^"\\]|\\.)*"|[^"{}])*?))(?<right>(?<=\s)-)?\}\}""", RegexOptions.Singleline)]
    private static partial Regex Action();

    [GeneratedRegex("^[a-z]+")]
    private static partial Regex Word();
}
