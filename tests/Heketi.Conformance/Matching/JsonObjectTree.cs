using System.Text;

namespace Heketi.Conformance.Matching;

/// <summary>An object; names as written, in their order.</summary>
public sealed record JsonObjectTree(IReadOnlyList<(string Name, JsonTree Value)> Members) : JsonTree
{
    public JsonTree? this[string name] => Members.FirstOrDefault(member => member.Name == name).Value;

    /// <summary>The text of a scalar member, or null.</summary>
    public string? Text(string name) => (this[name] as JsonScalarTree)?.Raw;

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (this[name] is null)
            {
                return false;
            }
        }

        return true;
    }

    internal override void Write(StringBuilder text, int indent, int depth)
    {
        text.Append('{');
        for (var index = 0; index < Members.Count; index++)
        {
            text.Append(index > 0 ? "," : "");
            Break(text, indent, depth + 1);
            text.Append('"').Append(Members[index].Name).Append(indent > 0 ? "\": " : "\":");
            Members[index].Value.Write(text, indent, depth + 1);
        }

        if (Members.Count > 0)
        {
            Break(text, indent, depth);
        }

        text.Append('}');
    }
}
