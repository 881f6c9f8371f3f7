using System.Text;

namespace Heketi.Conformance.Matching;

/// <summary>A string, number, true, false or null, as written (a string without its quotes, with its escapes).</summary>
public sealed record JsonScalarTree(string Raw, bool IsString) : JsonTree
{
    internal override void Write(StringBuilder text, int indent, int depth) =>
        _ = IsString ? text.Append('"').Append(Raw).Append('"') : text.Append(Raw);
}
