namespace Heketi.Cli.Commands;

/// <summary>The command <c>db</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class DatabaseCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "db",
        Short = "Heketi Database Management",
        Subcommands =
        [
            new()
            {
                Use = "check",
                Short = "checks the db and provides a summary in json format",
                Example = "  $ heketi-cli db check",
                Action = DatabaseActions.CheckAsync,
            },
            new()
            {
                Use = "dump",
                Short = "dumps the database in json format",
                Example = "  $ heketi-cli db dump",
                Action = DatabaseActions.DumpAsync,
            },
        ],
    };
}
