namespace Heketi.Cli.Commands;

/// <summary>The command <c>server</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class ServerCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "server",
        Short = "Heketi Server Management",
        Long = "Heketi Server Information & Management",
        Subcommands =
        [
            new()
            {
                Use = "mode",
                Short = "Manage server mode",
                Subcommands =
                [
                    new()
                    {
                        Use = "get",
                        Short = "Print current server mode",
                        Example = "  $ heketi-cli server mode get",
                        Action = ServerActions.GetModeAsync,
                    },
                    new()
                    {
                        Use = "set [normal|local-client|read-only]",
                        Short = "Print current server mode",
                        Example = "  $ heketi-cli server mode set read-only",
                        Action = ServerActions.SetModeAsync,
                    },
                ],
            },
            new()
            {
                Use = "operations",
                Short = "Manage ongoing server operations",
                Subcommands =
                [
                    new()
                    {
                        Use = "cleanup",
                        Short = "Clean up stale or failed pending operations",
                        Example = "  $ heketi-cli server operations cleanup",
                        Action = ServerActions.CleanUpAsync,
                    },
                    new()
                    {
                        Use = "info",
                        Short = "Get a summary of server operations",
                        Example = "  $ heketi-cli server operations info",
                        Action = ServerActions.OperationsInfoAsync,
                    },
                    new()
                    {
                        Use = "list",
                        Short = "Get a list of pending operations",
                        Example = "  $ heketi-cli server operations list",
                        Action = ServerActions.OperationsListAsync,
                    },
                ],
            },
            new()
            {
                Use = "state",
                Short = "View and/or modify state of server",
                Subcommands =
                [
                    new()
                    {
                        Use = "examine",
                        Short = "Compare state of server",
                        Subcommands =
                        [
                            new()
                            {
                                Use = "gluster",
                                Short = "Compare state of server with gluster",
                                Example = "  $ heketi-cli server state examine gluster",
                                Action = ServerActions.ExamineGlusterAsync,
                            },
                        ],
                    },
                ],
            },
        ],
    };
}
