using System.Globalization;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Templates;

/// <summary>Reads a template: text, fields, pipelines, functions, variables, if, with, range, template.</summary>
internal sealed class TemplateParser
{
    private readonly TemplateLexer _lexer;
    private TemplateToken _token;

    private TemplateParser(string template)
    {
        _lexer = new TemplateLexer(template);
        _token = _lexer.Next();
    }

    /// <exception cref="TemplateException">It is no template.</exception>
    public static IReadOnlyList<TemplateNode> Parse(string template)
    {
        var parser = new TemplateParser(template);
        var (nodes, end) = parser.Nodes();
        return end is null ? nodes : throw parser._lexer.Error($"unexpected {{{{{end}}}}}");
    }

    /// <summary>Reads up to the end, or to an else or end, which is given.</summary>
    private (List<TemplateNode> Nodes, string? End) Nodes()
    {
        var nodes = new List<TemplateNode>();
        while (_token.Kind is not TokenKind.End)
        {
            if (_token.Kind is TokenKind.Literal)
            {
                nodes.Add(new TemplateNode.Literal(Take().Text));
                continue;
            }

            Take();
            switch (_token)
            {
                case { Kind: TokenKind.Close }:
                    Take();
                    break;
                case { Kind: TokenKind.Word, Text: "else" or "end" }:
                    return (nodes, Take().Text);
                case { Kind: TokenKind.Word, Text: "if" or "with" or "range" }:
                    nodes.Add(Block(Take().Text));
                    break;
                case { Kind: TokenKind.Word, Text: "template" }:
                    nodes.Add(Call());
                    break;
                default:
                    nodes.Add(new TemplateNode.Action(Pipeline()));
                    TakeClose();
                    break;
            }
        }

        return (nodes, null);
    }

    private TemplateNode.Block Block(string keyword)
    {
        var pipeline = Pipeline();
        TakeClose();
        var (body, end) = Nodes();
        List<TemplateNode> otherwise = [];
        if (end == "else")
        {
            if (_token is { Kind: TokenKind.Word, Text: "if" or "with" })
            {
                // "else if" shares the end with the block that it belongs to
                return new TemplateNode.Block(keyword, pipeline, body, [Block(Take().Text)]);
            }

            TakeClose();
            (otherwise, end) = Nodes();
        }

        if (end != "end")
        {
            throw _lexer.Error("unexpected EOF");
        }

        TakeClose();
        return new TemplateNode.Block(keyword, pipeline, body, otherwise);
    }

    private TemplateNode.Call Call()
    {
        Take();
        var name = _token.Kind is TokenKind.Text ? Take() : throw Unexpected("template clause");
        var pipeline = _token.Kind is TokenKind.Close ? null : Pipeline();
        TakeClose();
        return new TemplateNode.Call(name.Text, pipeline, name.Position);
    }

    private Pipeline Pipeline()
    {
        var variables = new List<string>();
        var commands = new List<IReadOnlyList<Operand>>();
        var assigns = false;
        var command = new List<Operand>();
        while (_token is not { Kind: TokenKind.Close } and not { Kind: TokenKind.Sign, Text: ")" })
        {
            switch (_token)
            {
                case { Kind: TokenKind.Sign, Text: "|" }:
                    commands.Add(command.Count > 0 ? command : throw _lexer.Error("missing value for command"));
                    command = [];
                    Take();
                    break;
                case { Kind: TokenKind.Sign, Text: "," or ":=" or "=" } when command is [Operand.Path { Variable: { } variable, Fields: [] }] && commands.Count == 0:
                    variables.Add(variable);
                    command = [];
                    assigns = Take().Text == "=";
                    break;
                default:
                    command.Add(Operand());
                    break;
            }
        }

        commands.Add(command.Count > 0 ? command : throw _lexer.Error("missing value for command"));
        return new Pipeline { Variables = variables, Assigns = assigns, Commands = commands };
    }

    private Operand Operand() => _token.Kind switch
    {
        TokenKind.Dot => Dot(),
        TokenKind.Field => new Operand.Path(null, Fields(Field(Take()))),
        TokenKind.Variable => new Operand.Path(Take().Text, Fields()),
        TokenKind.Text => new Operand.Constant(Take().Text),
        TokenKind.Number => Number(Take().Text),
        TokenKind.Word => Word(),
        TokenKind.Sign when _token.Text == "(" => Group(),
        _ => throw Unexpected("operand"),
    };

    private Operand.Path Dot()
    {
        Take();
        return new Operand.Path(null, []);
    }

    private Operand.Group Group()
    {
        Take();
        var pipeline = Pipeline();
        _ = _token is { Kind: TokenKind.Sign, Text: ")" } ? Take() : throw _lexer.Error("unclosed left paren");
        return new Operand.Group(pipeline, Fields());
    }

    private List<(string Name, Position Position)> Fields(params IEnumerable<(string, Position)> first)
    {
        var fields = first.ToList();
        while (_token is { Kind: TokenKind.Field, AfterSpace: false })
        {
            fields.Add(Field(Take()));
        }

        return fields;
    }

    private static (string Name, Position Position) Field(TemplateToken token) => (token.Text[1..], token.Position);

    private Operand Word()
    {
        if (_token.Text is not ("true" or "false" or "nil") && !TemplateFunctions.Exists(_token.Text))
        {
            throw _lexer.Error($"function {GoText.Quote(_token.Text)} not defined");
        }

        var word = Take();
        return word.Text switch
        {
            "true" => new Operand.Constant(true),
            "false" => new Operand.Constant(false),
            "nil" => new Operand.Constant(null),
            _ => new Operand.Function(word.Text, word.Position),
        };
    }

    private Operand.Constant Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new Operand.Constant(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new Operand.Constant(number)
        : throw _lexer.Error($"bad number syntax: {GoText.Quote(text)}");

    private void TakeClose() => _ = _token.Kind is TokenKind.Close ? Take() : throw Unexpected("command");

    private TemplateException Unexpected(string place) => _lexer.Error($"unexpected {GoText.Quote(_token.Text)} in {place}");

    /// <summary>Goes on to the next word.</summary>
    private TemplateToken Take()
    {
        var token = _token;
        _token = _lexer.Next();
        return token;
    }
}
