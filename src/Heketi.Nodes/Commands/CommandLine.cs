using System.Collections.Immutable;

namespace Heketi.Nodes.Commands;

/// <summary>A program and its arguments; text only when it is rendered for a shell.</summary>
public sealed class CommandLine
{
    private readonly ImmutableArray<CommandArgument> _words;

    private CommandLine(ImmutableArray<CommandArgument> words)
    {
        if (words.IsDefaultOrEmpty || words[0].Value.Length == 0)
        {
            throw new ArgumentException("A command needs a program.", nameof(words));
        }

        _words = words;
    }

    /// <summary>A command of these words; the first one is the program.</summary>
    public static CommandLine Of(params ReadOnlySpan<CommandArgument> words) => new([.. words]);

    /// <summary>The same command with words put after it.</summary>
    public CommandLine With(params ReadOnlySpan<CommandArgument> words) => new([.. _words, .. words]);

    /// <summary>The same command with words put after it.</summary>
    public CommandLine With(IEnumerable<string> words) => new([.. _words, .. words.Select(word => (CommandArgument)word)]);

    /// <summary>The same command run by another one (<c>sudo</c>, a wrapper); no words: the command itself.</summary>
    public CommandLine RunBy(params IEnumerable<string> words) => new([.. words.Select(word => (CommandArgument)word), .. _words]);

    /// <summary>Text for a shell, secrets included: for transports only, never for a log.</summary>
    public string Render() => string.Join(' ', _words.Select((word, i) => i == 0
        ? ShellQuoting.QuoteProgram(word.Value)
        : ShellQuoting.Quote(word.Value)));

    /// <summary>The words, secrets included: for transports only.</summary>
    public IReadOnlyList<string> Words => [.. _words.Select(word => word.Value)];

    /// <summary>The command as logs and errors show it, secrets masked.</summary>
    public override string ToString() => string.Join(' ', _words);
}
