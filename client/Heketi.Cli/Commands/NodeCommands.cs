using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>node</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class NodeCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "node",
        Short = "Heketi Node Management",
        Subcommands =
        [
            new()
            {
                Use = "add",
                Short = "Add new node to be managed by Heketi",
                Example = """
                  $ heketi-cli node add \
                      --zone=3 \
                      --cluster=3e098cb4407d7109806bb196d9e8f095 \
                      --management-host-name=node1-manage.gluster.lab.com \
                      --storage-host-name=node1-storage.gluster.lab.com

                """,
                Flags =
                [
                    new() { Name = "cluster", Kind = FlagKind.Text, Usage = "The cluster in which the node should reside" },
                    new() { Name = "management-host-name", Kind = FlagKind.Text, Usage = "Management host name" },
                    new() { Name = "storage-host-name", Kind = FlagKind.Text, Usage = "Storage host name" },
                    new() { Name = "zone", Kind = FlagKind.Integer, Usage = "The zone in which the node should reside" },
                ],
                Action = NodeActions.AddAsync,
            },
            new()
            {
                Use = "delete [node_id]",
                Short = "Deletes a node from Heketi management",
                Example = "  $ heketi-cli node delete 886a86a868711bef83001",
                Action = NodeActions.DeleteAsync,
            },
            new()
            {
                Use = "disable [node_id]",
                Short = "Disallow usage of a node by placing it offline",
                Example = "  $ heketi-cli node disable 886a86a868711bef83001",
                Action = NodeActions.DisableAsync,
            },
            new()
            {
                Use = "enable [node_id]",
                Short = "Allows node to go online",
                Example = "  $ heketi-cli node enable 886a86a868711bef83001",
                Action = NodeActions.EnableAsync,
            },
            new()
            {
                Use = "info [node_id]",
                Short = "Retrieves information about the node",
                Example = "  $ heketi-cli node info 886a86a868711bef83001",
                Action = NodeActions.InfoAsync,
            },
            new()
            {
                Use = "list all nodes",
                Short = "List all nodes in cluster",
                Example = "  $ heketi-cli node list",
                Action = NodeActions.ListAsync,
            },
            new()
            {
                Use = "remove [node_id]",
                Short = "Removes a node and all its associated devices from Heketi",
                Example = "  $ heketi-cli node remove 886a86a868711bef83001",
                Action = NodeActions.RemoveAsync,
            },
            new()
            {
                Use = "rmtags [node_id] tag1:value1 tag2:value2...",
                Short = "Removes tags from a node",
                Long = "Removes user-controlled metadata tags on a node",
                Aliases = ["deltags", "removetags"],
                Example = "  $ heketi-cli node rmtags 886a86a868711bef83001 foo",
                Flags =
                [
                    new() { Name = "all", Kind = FlagKind.Boolean, Usage = "Remove all tags." },
                ],
                Action = NodeActions.RmtagsAsync,
            },
            new()
            {
                Use = "settags [node_id] tag1:value1 tag2:value2...",
                Short = "Sets tags on a node",
                Long = "Sets user-controlled metadata tags on a node",
                Example = "  $ heketi-cli node settags 886a86a868711bef83001 foo:bar",
                Flags =
                [
                    new() { Name = "exact", Shorthand = 'e', Kind = FlagKind.Boolean, Usage = "Set the object to this exact set of tags. Overwrites existing tags." },
                ],
                Action = NodeActions.SettagsAsync,
            },
        ],
    };
}
