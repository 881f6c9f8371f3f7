using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>Finds the command that a command line means.</summary>
internal static class CommandFinder
{
    /// <summary>The command and the arguments left for it, flags among them.</summary>
    /// <exception cref="UsageException">There is no such command. Below the first level the command above is taken instead: it shows its help.</exception>
    public static (CommandPath Path, IReadOnlyList<string> Arguments) Find(IReadOnlyList<string> arguments)
    {
        var path = new CommandPath(CommandTree.Root, null);
        var left = arguments.ToList();
        while (FirstWord(left, path) is (var index, { } word))
        {
            if (path.Below(word) is not { } next)
            {
                return path.Parent is null ? throw Unknown(word) : (path, left);
            }

            left.RemoveAt(index);
            path = next;
        }

        return (path, left);
    }

    private static (int Index, string Word)? FirstWord(List<string> arguments, CommandPath path) =>
        path.Command.Subcommands.Count == 0
            ? null
            : ArgumentParser.Words(arguments, path.NewFlagValues()).Select(word => ((int, string)?)word).FirstOrDefault();

    private static UsageException Unknown(string word)
    {
        var similar = CommandTree.Root.Subcommands.Where(command => !command.IsNew).Select(command => command.Name).Where(name => IsSimilar(word, name)).ToList();
        var hint = similar.Count == 0 ? "" : $"\n\nDid you mean this?\n{string.Concat(similar.Select(name => $"\t{name}\n"))}";
        return new UsageException($"unknown command {GoText.Quote(word)} for \"heketi-cli\"{hint}\nRun 'heketi-cli --help' for usage.");
    }

    private static bool IsSimilar(string typed, string name) =>
        name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        || Spelling.Distance(typed.ToLowerInvariant(), name.ToLowerInvariant()) <= Spelling.LargestTypingDistance;
}
