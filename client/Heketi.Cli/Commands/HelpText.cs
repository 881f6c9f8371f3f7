using System.Text;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>Writes the help of a command from its definition.</summary>
internal static class HelpText
{
    private const int NarrowestName = 11;

    /// <summary>Description and usage, as <c>--help</c> shows.</summary>
    public static string Full(CommandPath path) => $"{(path.Command.Long ?? path.Command.Short).TrimEnd()}\n\n{Usage(path)}";

    /// <summary>The part that starts with <c>Usage:</c>.</summary>
    /// <param name="path">The command.</param>
    /// <param name="withHelpFlag">False leaves the flag <c>--help</c> out of the list.</param>
    public static string Usage(CommandPath path, bool withHelpFlag = true)
    {
        var command = path.Command;
        var text = new StringBuilder("Usage:");
        if (command.Action is not null || command.Subcommands.Count == 0)
        {
            text.Append($"\n  {UsageLine(path)}");
        }

        if (command.Subcommands.Count > 0)
        {
            text.Append($"\n  {path.FullName} [command]");
        }

        if (command.Aliases.Count > 0)
        {
            text.Append($"\n\nAliases:\n  {string.Join(", ", command.Aliases.Prepend(command.Name))}");
        }

        if (command.Example is not null)
        {
            text.Append($"\n\nExamples:\n{command.Example}");
        }

        AppendSubcommands(text, command);
        text.Append($"\n\nFlags:\n{FlagList(path.LocalFlags.Where(flag => withHelpFlag || flag.Name != "help"))}");
        if (path.Parent is not null)
        {
            text.Append($"\n\nGlobal Flags:\n{FlagList(command.IsNew ? CommandTree.AllGlobalFlags.OrderBy(flag => flag.Name, StringComparer.Ordinal) : CommandTree.GlobalFlags)}");
        }

        if (command.Subcommands.Count > 0)
        {
            text.Append($"\n\nUse \"{path.FullName} [command] --help\" for more information about a command.");
        }

        return text.Append('\n').ToString();
    }

    private static string UsageLine(CommandPath path) =>
        $"{(path.Parent is null ? "" : path.Parent.FullName + " ")}{path.Command.Use} [flags]";

    private static void AppendSubcommands(StringBuilder text, CommandDefinition command)
    {
        if (command.Subcommands.Count == 0)
        {
            return;
        }

        var shown = command.Subcommands.Where(sub => !sub.IsNew).ToList();
        var width = Math.Max(NarrowestName, shown.Max(sub => sub.Name.Length));
        text.Append("\n\nAvailable Commands:");
        foreach (var sub in shown)
        {
            text.Append($"\n  {sub.Name.PadRight(width)} {sub.Short}");
        }
    }

    private static string FlagList(IEnumerable<FlagDefinition> flags)
    {
        var shown = flags.Where(flag => !flag.Hidden).Select(flag => (Left: Left(flag), Right: Right(flag))).ToList();
        var width = shown.Max(flag => flag.Left.Length) + 3;
        var indent = "\n" + new string(' ', width);
        return string.Join('\n', shown.Select(flag =>
            flag.Left.PadRight(width) + flag.Right.Replace("\n", indent, StringComparison.Ordinal))).TrimEnd();
    }

    private static string Left(FlagDefinition flag)
    {
        var name = flag.Shorthand is { } letter ? $"  -{letter}, --{flag.Name}" : $"      --{flag.Name}";
        return flag.Kind switch
        {
            FlagKind.Boolean => name,
            FlagKind.Integer => name + " int",
            FlagKind.Number => name + " float",
            FlagKind.TextList => name + " strings",
            _ => name + " string",
        };
    }

    private static string Right(FlagDefinition flag) => flag switch
    {
        { Default: null } => flag.Usage,
        { Kind: FlagKind.Text } => $"{flag.Usage} (default {GoText.Quote(flag.Default)})",
        _ => $"{flag.Usage} (default {flag.Default})",
    };
}
