using System.Text;

namespace Heketi.Conformance.Matching;

/// <summary>A list.</summary>
public sealed record JsonArrayTree(IReadOnlyList<JsonTree> Items) : JsonTree
{
    internal override void Write(StringBuilder text, int indent, int depth)
    {
        text.Append('[');
        for (var index = 0; index < Items.Count; index++)
        {
            text.Append(index > 0 ? "," : "");
            Break(text, indent, depth + 1);
            Items[index].Write(text, indent, depth + 1);
        }

        if (Items.Count > 0)
        {
            Break(text, indent, depth);
        }

        text.Append(']');
    }
}
