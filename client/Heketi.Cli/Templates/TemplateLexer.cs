using System.Text;

namespace Heketi.Cli.Templates;

/// <summary>Cuts a template into words, on demand: an error is that of the first place that is wrong.</summary>
internal sealed class TemplateLexer(string template)
{
    private int _at;
    private bool _inside;

    /// <exception cref="TemplateException">No word of a template begins here.</exception>
    public TemplateToken Next()
    {
        if (!_inside)
        {
            return NextOutside();
        }

        var before = _at;
        while (_at < template.Length && char.IsWhiteSpace(template[_at]))
        {
            _at++;
        }

        var spaced = _at > before;
        if (Starts("}}") || (spaced && Starts("-}}")))
        {
            return Close();
        }

        return _at == template.Length ? throw Error("unclosed action") : NextInside(spaced);
    }

    public TemplateException Error(string message) => new($"template: topology:{PositionOf(_at, "").Line}: {message}");

    private TemplateToken NextOutside()
    {
        if (_at == template.Length)
        {
            return new TemplateToken(TokenKind.End, "", PositionOf(_at, ""), false);
        }

        var start = _at;
        var open = template.IndexOf("{{", start, StringComparison.Ordinal);
        if (open == start)
        {
            _at += Starts("{{- ") ? 3 : 2;
            _inside = true;
            if (Starts("/*"))
            {
                var end = template.IndexOf("*/", _at, StringComparison.Ordinal);
                _at = end < 0 ? throw Error("unclosed comment") : end + 2;
            }

            return new TemplateToken(TokenKind.Open, "{{", PositionOf(start, "{{"), false);
        }

        _at = open < 0 ? template.Length : open;
        var text = template[start.._at];
        return new TemplateToken(TokenKind.Literal, Starts("{{- ") ? text.TrimEnd() : text, PositionOf(start, text), false);
    }

    private TemplateToken Close()
    {
        var trims = template[_at] == '-';
        var token = new TemplateToken(TokenKind.Close, "}}", PositionOf(_at, "}}"), false);
        _at += trims ? 3 : 2;
        _inside = false;
        while (trims && _at < template.Length && char.IsWhiteSpace(template[_at]))
        {
            _at++;
        }

        return token;
    }

    private TemplateToken NextInside(bool spaced)
    {
        var start = _at;
        switch (template[_at])
        {
            case '"':
                return Token(TokenKind.Text, start, spaced, Quoted());
            case '`':
                var end = template.IndexOf('`', _at + 1);
                _at = end < 0 ? throw Error("unterminated raw quoted string") : end + 1;
                return Token(TokenKind.Text, start, spaced, template[(start + 1)..end]);
            case '|' or '(' or ')' or ',' or '=':
                _at++;
                return Token(TokenKind.Sign, start, spaced);
            case ':' when Starts(":="):
                _at += 2;
                return Token(TokenKind.Sign, start, spaced);
            case '.':
                _at++;
                SkipName();
                return Token(_at > start + 1 ? TokenKind.Field : TokenKind.Dot, start, spaced);
            case '$':
                _at++;
                SkipName();
                return Token(TokenKind.Variable, start, spaced);
            case '-' or '+' or (>= '0' and <= '9'):
                _at++;
                while (_at < template.Length && (char.IsAsciiLetterOrDigit(template[_at]) || template[_at] == '.'))
                {
                    _at++;
                }

                return Token(TokenKind.Number, start, spaced);
            case var letter when char.IsLetter(letter) || letter == '_':
                SkipName();
                return Token(TokenKind.Word, start, spaced);
            default:
                throw Error($"unexpected {Parsing.GoText.Quote(template[_at].ToString())} in command");
        }
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; _at < template.Length && template[_at] != '"'; _at++)
        {
            if (template[_at] != '\\' || _at + 1 == template.Length)
            {
                text.Append(template[_at]);
                continue;
            }

            text.Append(template[++_at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
        }

        _at = _at == template.Length ? throw Error("unterminated quoted string") : _at + 1;
        return text.ToString();
    }

    private void SkipName()
    {
        while (_at < template.Length && (char.IsLetterOrDigit(template[_at]) || template[_at] == '_'))
        {
            _at++;
        }
    }

    private TemplateToken Token(TokenKind kind, int start, bool spaced, string? text = null) =>
        new(kind, text ?? template[start.._at], PositionOf(start, template[start.._at]), spaced);

    private Position PositionOf(int index, string text)
    {
        var lineStart = index == 0 ? 0 : template.LastIndexOf('\n', index - 1) + 1;
        return new Position(template.AsSpan(0, index).Count('\n') + 1, index - lineStart, text);
    }

    private bool Starts(string text) => string.CompareOrdinal(template, _at, text, 0, text.Length) == 0;
}
