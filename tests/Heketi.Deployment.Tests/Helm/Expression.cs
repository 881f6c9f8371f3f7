using System.Text.Json.Nodes;

namespace Heketi.Deployment.Tests.Helm;

/// <summary>What stands between the braces.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    public sealed record Constant(JsonNode Value) : Expression;

    /// <summary><c>.</c>, <c>.Values.a.b</c>.</summary>
    public sealed record Path(IReadOnlyList<string> Fields) : Expression;

    /// <summary>A function with its arguments; what a pipe hands on is the last one.</summary>
    public sealed record Call(string Function, IReadOnlyList<Expression> Arguments) : Expression;
}
