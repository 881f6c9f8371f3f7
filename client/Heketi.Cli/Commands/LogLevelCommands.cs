namespace Heketi.Cli.Commands;

/// <summary>The command <c>loglevel</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class LogLevelCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "loglevel",
        Short = "Heketi Log Level",
        Long = "Manage Heketi server Log Level",
        Subcommands =
        [
            new()
            {
                Use = "get",
                Short = "Get Heketi server Log Level",
                Example = "  $ heketi-cli loglevel get",
                Action = LogLevelActions.GetAsync,
            },
            new()
            {
                Use = "set",
                Short = "Set Heketi server Log Level",
                Example = "  $ heketi-cli loglevel set debug",
                Action = LogLevelActions.SetAsync,
            },
        ],
    };
}
