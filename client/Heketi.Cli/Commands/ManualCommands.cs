using Heketi.Cli.Output;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>man</c>: the manual page, made from the same tables as help.</summary>
internal static class ManualCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "man",
        Short = "Print the manual page",
        Example = "  $ heketi-cli man | man -l -",
        IsNew = true,
        Action = static (context, _) =>
        {
            context.Out.Write(ManualPage.Text());
            return Task.CompletedTask;
        },
    };
}
