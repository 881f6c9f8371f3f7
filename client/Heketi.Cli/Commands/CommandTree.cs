using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The root of the commands and the flags that all of them take.</summary>
internal static class CommandTree
{
    /// <summary>Flags that every command takes.</summary>
    public static IReadOnlyList<FlagDefinition> GlobalFlags { get; } =
    [
        new() { Name = "insecure-tls", Shorthand = 'I', Kind = FlagKind.Boolean, Usage = "\n\tIf using TLS (HTTPS) do not verify server certificates (insecure)" },
        new() { Name = "json", Kind = FlagKind.Boolean, Usage = "\n\tPrint response as JSON" },
        new() { Name = "secret", Kind = FlagKind.Text, Usage = "\n\tSecret key for specified user.  Can also be\n\tset using the environment variable HEKETI_CLI_KEY" },
        new() { Name = "server", Shorthand = 's', Kind = FlagKind.Text, Usage = "\n\tHeketi server. Can also be set using the\n\tenvironment variable HEKETI_CLI_SERVER (the default one is http://localhost:8080)" },
        new() { Name = "tls-cert", Shorthand = 'C', Kind = FlagKind.TextList, Usage = "\n\tIf using TLS (HTTPS), specify a certificate file that can be used to verify\n\tthe TLS connection (can be repeated)" },
        new() { Name = "user", Kind = FlagKind.Text, Usage = "\n\tHeketi user.  Can also be set using the\n\tenvironment variable HEKETI_CLI_USER" },
    ];

    /// <summary>Flags of every command that the original does not have; only the help of new commands and the manual list them.</summary>
    public static IReadOnlyList<FlagDefinition> NewGlobalFlags { get; } =
    [
        new() { Name = "output", Shorthand = 'o', Kind = FlagKind.Text, Usage = "\n\tPrint results as table, json or yaml" },
        new() { Name = "timeout", Kind = FlagKind.Text, Usage = "\n\tGive up waiting after this time: 90s, 5m, 1h30m.\n\tThe server goes on with work that it has accepted" },
        new() { Name = "wait", Kind = FlagKind.Boolean, Default = "true", Usage = "\n\tWait for the work to be done; --wait=false prints the queue id,\n\twhich heketi-cli wait takes" },
    ];

    /// <summary>All flags that every command takes.</summary>
    public static IEnumerable<FlagDefinition> AllGlobalFlags => GlobalFlags.Concat(NewGlobalFlags);

    public static CommandDefinition Root { get; } = new()
    {
        Use = "heketi-cli",
        Short = "Command line program for Heketi",
        Example = "  $ heketi-cli volume list",
        Flags = [.. GlobalFlags, new() { Name = "version", Shorthand = 'v', Kind = FlagKind.Boolean, Usage = "\n\tPrint version" }],
        Action = RootActions.RunAsync,
        Subcommands =
        [
            BlockVolumeCommands.Tree,
            BrickCommands.Tree,
            ClusterCommands.Tree,
            CompletionCommands.Tree,
            DatabaseCommands.Tree,
            DeviceCommands.Tree,
            DoctorCommands.Tree,
            new()
            {
                Use = "help [command]",
                Short = "Help about any command",
                Long = "Help provides help for any command in the application.\nSimply type heketi-cli help [path to command] for full details.",
                Action = RootActions.HelpAsync,
            },
            LogLevelCommands.Tree,
            ManualCommands.Tree,
            MoreCommands.Tree,
            NodeCommands.Tree,
            ServerCommands.Tree,
            SetupStorageCommands.Tree,
            TopologyCommands.Tree,
            VolumeCommands.Tree,
            WaitCommands.Tree,
        ],
    };
}
