namespace Heketi.Server.Verbs;

/// <summary>Finds the command that is meant, and runs it or prints its help.</summary>
internal sealed class VerbRunner(Verb root, TextWriter output, TextWriter errors)
{
    private const int Misused = 255;

    /// <summary>Whether the first word of the arguments is a command of this program.</summary>
    public bool Knows(IReadOnlyList<string> arguments) =>
        arguments.Count > 0 && (arguments[0] == "help" || root.Children.Any(verb => verb.Name == arguments[0]));

    /// <summary>The result is the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var isHelp = arguments[0] == "help";
        var words = isHelp ? arguments.Skip(1).ToList() : [.. arguments];
        var (path, verb) = (root.Name, root);
        while (words.Count > 0 && verb.Children.FirstOrDefault(child => child.Name == words[0]) is { } child)
        {
            (path, verb) = ($"{path} {child.Name}", child);
            words.RemoveAt(0);
        }

        var given = VerbArguments.Parse(verb, words);
        if (given.Error is not null)
        {
            output.WriteLine(given.Error);
            errors.WriteLine("Error: " + given.Error);
            return Misused;
        }

        if (!isHelp && !given.Help && verb.Run is not null)
        {
            return await verb.Run(given);
        }

        output.Write(VerbHelp.Of(path, verb));
        return 0;
    }
}
