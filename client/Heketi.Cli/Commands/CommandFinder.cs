using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>Finds the command that a command line means.</summary>
internal static class CommandFinder
{
    private const int LargestTypingDistance = 2;

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
        var similar = CommandTree.Root.Subcommands.Select(command => command.Name).Where(name => IsSimilar(word, name)).ToList();
        var hint = similar.Count == 0 ? "" : $"\n\nDid you mean this?\n{string.Concat(similar.Select(name => $"\t{name}\n"))}";
        return new UsageException($"unknown command {GoText.Quote(word)} for \"heketi-cli\"{hint}\nRun 'heketi-cli --help' for usage.");
    }

    private static bool IsSimilar(string typed, string name) =>
        name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        || Distance(typed.ToLowerInvariant(), name.ToLowerInvariant()) <= LargestTypingDistance;

    /// <summary>Number of characters to add, drop or replace (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, replaced);
            }
        }

        return row[^1];
    }
}
