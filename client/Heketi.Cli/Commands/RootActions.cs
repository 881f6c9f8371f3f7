using System.Reflection;

namespace Heketi.Cli.Commands;

/// <summary>What the program does without a command, and the command help.</summary>
internal static class RootActions
{
    public static Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Flags.Boolean("version"))
        {
            var version = typeof(RootActions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            context.Out.Write($"heketi-cli v{version}\n");
        }
        else
        {
            context.Error.Write(HelpText.Usage(new CommandPath(CommandTree.Root, null)));
        }

        return Task.CompletedTask;
    }

    public static Task HelpAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = new CommandPath(CommandTree.Root, null);
        foreach (var word in context.Arguments)
        {
            if (path.Below(word) is not { } next)
            {
                break;
            }

            path = next;
        }

        if (path.Parent is not null || context.Arguments.Count == 0)
        {
            context.Out.Write(HelpText.Full(path));
        }
        else
        {
            context.Error.Write($"Unknown help topic [{string.Join(' ', context.Arguments.Select(word => $"`{word}`"))}]\n");
            context.Error.Write(HelpText.Usage(path, withHelpFlag: false));
        }

        return Task.CompletedTask;
    }
}
