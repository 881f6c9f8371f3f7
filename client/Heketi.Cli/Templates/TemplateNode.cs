namespace Heketi.Cli.Templates;

/// <summary>A part of a template.</summary>
internal abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>Text that is printed as it is.</summary>
    public sealed record Literal(string Text) : TemplateNode;

    /// <summary><c>{{pipeline}}</c>, or <c>{{$x := pipeline}}</c>, which prints nothing.</summary>
    public sealed record Action(Pipeline Pipeline) : TemplateNode;

    /// <summary><c>{{if}}</c>, <c>{{with}}</c> and <c>{{range}}</c>.</summary>
    public sealed record Block(string Keyword, Pipeline Pipeline, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Otherwise) : TemplateNode;

    /// <summary><c>{{template "name" pipeline}}</c>.</summary>
    public sealed record Call(string Name, Pipeline? Pipeline, Position Position) : TemplateNode;
}
