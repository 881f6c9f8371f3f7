using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.Cli;

/// <summary>What wanted differences make of recorded texts.</summary>
internal static partial class CliChanges
{
    private const string Refused = "<volume12>";

    /// <summary>A list or topology without the volume that ours refused to make, and without its bricks.</summary>
    public static string WithoutRefusedVolume(string output)
    {
        if (JsonTree.TryParse(output) is { } tree)
        {
            return Without(tree).Render(0) + (output.EndsWith('\n') ? "\n" : "");
        }

        var block = Block().Match(output).Value;
        var bricks = Brick().Matches(block).Select(brick => brick.Groups[1].Value).ToList();
        var rest = block.Length == 0 ? output : output.Replace(block, "", StringComparison.Ordinal);
        return string.Join('\n', rest.Split('\n').Where(line =>
            !line.Contains(Refused, StringComparison.Ordinal) && !bricks.Exists(brick => line.Contains($"Id:{brick} ", StringComparison.Ordinal))));
    }

    /// <summary>The recorded heketi-storage.json with a job that copies as root: our image's own user may not write to a new volume.</summary>
    public static string CopiesAsRoot(string list) => list.Replace(
        """
                        "resources": {},

        """,
        """
                        "resources": {},
                        "securityContext": {
                          "runAsUser": 0
                        },

        """,
        StringComparison.Ordinal);

    private static JsonTree Without(JsonTree tree) => tree switch
    {
        JsonArrayTree array => new JsonArrayTree([.. array.Items.Where(item => !IsRefused(item)).Select(Without)]),
        JsonObjectTree item => new JsonObjectTree([.. item.Members.Select(member => (member.Name, Without(member.Value)))]),
        _ => tree,
    };

    private static bool IsRefused(JsonTree item) => item switch
    {
        JsonScalarTree scalar => scalar.Raw == Refused,
        JsonObjectTree tree => tree.Text("id") == Refused || tree.Text("volume") == Refused,
        _ => false,
    };

    [GeneratedRegex("\\tName: vol_<volume12>\\n(?:(?!\\n\\n\\n).)*\\n\\n\\n", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\t\t\tId: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Brick();
}
