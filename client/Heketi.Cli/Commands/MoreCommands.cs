using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>more</c>: what the help of the original's commands, which scripts may compare, does not list.</summary>
internal static class MoreCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "more",
        Short = "Commands and flags beyond those of the original heketi-cli",
        IsNew = true,
        Action = RunAsync,
    };

    private static Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        context.Out.Write("Beyond the original heketi-cli there are\n\nCommands:\n");
        foreach (var command in CommandTree.Root.Subcommands.Where(command => command.IsNew))
        {
            context.Out.Write($"  {command.Use,-18} {command.Short}\n");
        }

        context.Out.Write("\nFlags of every command:\n");
        foreach (var flag in CommandTree.NewGlobalFlags)
        {
            context.Out.Write($"  {Name(flag),-18} {string.Join(' ', flag.Usage.Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries))}\n");
        }

        WriteHidden(context, "topology load", TopologyCommands.Tree.Subcommands.SelectMany(command => command.Flags));
        WriteHidden(context, SetupStorageCommands.Tree.Name, SetupStorageCommands.Tree.Flags);
        return Task.CompletedTask;
    }

    private static void WriteHidden(CommandContext context, string command, IEnumerable<FlagDefinition> flags)
    {
        context.Out.Write($"\nFlags of {command}:\n");
        foreach (var flag in flags.Where(flag => flag is { Hidden: true, Shorthand: null }))
        {
            context.Out.Write($"  {Name(flag),-18} {flag.Usage}\n");
        }
    }

    private static string Name(FlagDefinition flag) => flag.Shorthand is { } letter ? $"-{letter}, --{flag.Name}" : $"--{flag.Name}";
}
