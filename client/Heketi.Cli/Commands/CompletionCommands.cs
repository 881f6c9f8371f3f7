using Heketi.Cli.Completion;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>completion</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class CompletionCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "completion",
        Short = "generate the autocompletion script for the specified shell",
        Long = """

        Generate the autocompletion script for heketi-cli for the specified shell.
        See each sub-command's help for details on how to use the generated script.
        """,
        Subcommands =
        [
            new()
            {
                Use = "bash",
                Short = "generate the autocompletion script for bash",
                Action = (context, _) => Write(context, CompletionScripts.Bash),
            },
            new()
            {
                Use = "fish",
                Short = "generate the autocompletion script for fish",
                Action = (context, _) => Write(context, CompletionScripts.Fish),
            },
            new()
            {
                Use = "powershell",
                Short = "generate the autocompletion script for powershell",
                Action = (context, _) => Write(context, CompletionScripts.PowerShell),
            },
            new()
            {
                Use = "zsh",
                Short = "generate the autocompletion script for zsh",
                Action = (context, _) => Write(context, CompletionScripts.Zsh),
            },
        ],
    };

    private static Task Write(CommandContext context, string script)
    {
        context.Out.Write(script);
        return Task.CompletedTask;
    }
}
