namespace Heketi.Deployment.Tests.Helm;

/// <summary>A part of a template.</summary>
internal abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    public sealed record Text(string Value) : TemplateNode;

    public sealed record Print(Expression Value) : TemplateNode;

    public sealed record If(Expression Condition, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Otherwise) : TemplateNode;

    public sealed record Define(string Name, IReadOnlyList<TemplateNode> Body) : TemplateNode;
}
