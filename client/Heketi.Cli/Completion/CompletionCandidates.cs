using Heketi.Cli.Commands;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Completion;

/// <summary>What may come next on a command line: what the shells ask for when the user presses the Tab key.</summary>
internal static class CompletionCandidates
{
    /// <summary>The hidden command by which the shells ask.</summary>
    public const string Command = "__complete";

    /// <summary>Candidates, each with its description behind a tab.</summary>
    /// <param name="words">The words of the command line without the program's name; the last one is unfinished.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> words)
    {
        var path = new CommandPath(CommandTree.Root, null);
        var (done, last) = words.Count > 0 ? (words.Take(words.Count - 1).ToList(), words[^1]) : ([], "");
        foreach (var (_, word) in ArgumentParser.Words(done, path.NewFlagValues()))
        {
            path = path.Below(word) ?? path;
        }

        return last.StartsWith('-') ? Flags(path, last) : IsValue(path, done) ? [] : Subcommands(path, last);
    }

    private static IEnumerable<string> Flags(CommandPath path, string start) => path.LocalFlags.Concat(CommandTree.AllGlobalFlags)
        .DistinctBy(flag => flag.Name)
        .Where(flag => $"--{flag.Name}".StartsWith(start, StringComparison.Ordinal))
        .OrderBy(flag => flag.Name, StringComparer.Ordinal)
        .Select(flag => $"--{flag.Name}\t{FirstLine(flag.Usage)}");

    private static IEnumerable<string> Subcommands(CommandPath path, string start) => path.Command.Subcommands
        .Where(command => command.Name.StartsWith(start, StringComparison.Ordinal))
        .Select(command => $"{command.Name}\t{command.Short}");

    /// <summary>The word before is a flag that waits for its value.</summary>
    private static bool IsValue(CommandPath path, List<string> done)
    {
        var flags = path.NewFlagValues();
        return done is [.., ['-', '-', .. var name]] && !name.Contains('=', StringComparison.Ordinal) && flags.Find(name) is { Kind: not FlagKind.Boolean };
    }

    private static string FirstLine(string usage) => usage.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, ..] ? first : "";
}
