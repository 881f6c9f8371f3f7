using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>topology</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class TopologyCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "topology",
        Short = "Heketi Topology Management",
        Long = "Heketi Topology management",
        Subcommands =
        [
            new()
            {
                Use = "info",
                Short = "Retrieves information about the current Topology",
                Example = " $ heketi-cli topology info",
                Flags =
                [
                    new() { Name = "template", Shorthand = 'T', Kind = FlagKind.Text, Usage = """

                    	Custom Go-template for formatting topology info output.
                    """ },
                ],
                Action = TopologyActions.InfoAsync,
            },
            new()
            {
                Use = "load",
                Short = "Add devices to Heketi from a configuration file",
                Example = " $ heketi-cli topology load --json=topo.json",
                Flags =
                [
                    // Hides the global flag of the same name: here it takes the file
                    new() { Name = "json", Shorthand = 'j', Kind = FlagKind.Text, Usage = "Configuration containing devices, nodes, and clusters, in JSON format.", Hidden = true },
                    new() { Name = "dry-run", Kind = FlagKind.Boolean, Usage = "Show what would be added, and what differs, without changing anything.", Hidden = true },
                ],
                NeedsResults = true,
                Action = TopologyActions.LoadAsync,
            },
        ],
    };
}
