using System.Text;

namespace Heketi.Server.Verbs;

/// <summary>Help texts in the original's layout.</summary>
internal static class VerbHelp
{
    /// <summary>The help of a command; ends with a newline.</summary>
    /// <param name="path">The words of the command, with the program's name.</param>
    /// <param name="verb">The command.</param>
    public static string Of(string path, Verb verb)
    {
        var text = new StringBuilder($"{verb.Description ?? verb.Summary}\n\nUsage:\n  {path} {(verb.Run is null ? "[command]" : "[flags]")}\n");
        if (verb.Example is not null)
        {
            text.Append($"\nExamples:\n{verb.Example}\n");
        }

        if (verb.Children.Count > 0)
        {
            var width = Math.Max(11, verb.Children.Max(child => child.Name.Length));
            text.Append("\nAvailable Commands:\n");
            foreach (var child in verb.Children)
            {
                text.Append($"  {child.Name.PadRight(width)} {child.Summary}\n");
            }
        }

        text.Append("\nFlags:\n");
        var flags = verb.Flags.Append(new("help", "", "help for " + verb.Name)).OrderBy(flag => flag.Name, StringComparer.Ordinal).ToList();
        var column = flags.Max(flag => Words(flag).Length);
        foreach (var flag in flags)
        {
            text.Append($"  {(flag.Name == "help" ? "-h," : "   ")} --{Words(flag).PadRight(column)}   {flag.Help}\n");
        }

        if (verb.Children.Count > 0)
        {
            text.Append($"\nUse \"{path} [command] --help\" for more information about a command.\n");
        }

        return text.ToString();
    }

    private static string Words(VerbFlag flag) => flag.Type.Length == 0 ? flag.Name : $"{flag.Name} {flag.Type}";
}
