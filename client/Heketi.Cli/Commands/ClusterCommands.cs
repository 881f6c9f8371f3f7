using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>cluster</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class ClusterCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "cluster",
        Short = "Heketi cluster management",
        Long = "Heketi Cluster Management",
        Subcommands =
        [
            new()
            {
                Use = "create",
                Short = "Create a cluster",
                Example = """
                  * Create a normal cluster
                      $ heketi-cli cluster create

                  * Create a cluster only for file volumes:
                      $ heketi-cli cluster create --block=false

                  * Create a cluster only for block columes:
                      $ heketi-cli cluster create --file=false

                """,
                Flags =
                [
                    new() { Name = "block", Kind = FlagKind.Boolean, Default = "true", Usage = """

                    	Optional: Allow the user to control the possibility of creating
                    	block volumes on the cluster to be created. This is enabled
                    	by default. Use '--block=false' to disable creation of
                    	block volumes on this cluster.
                    """ },
                    new() { Name = "file", Kind = FlagKind.Boolean, Default = "true", Usage = """

                    	Optional: Allow the user to control the possibility of creating
                    	regular file volumes on the cluster to be created.
                    	This is enabled by default. Use '--file=false' to
                    	disable creation of file volumes on this cluster.
                    """ },
                ],
                Action = ClusterActions.CreateAsync,
            },
            new()
            {
                Use = "delete [cluster_id]",
                Short = "Delete the cluster",
                Example = "  $ heketi-cli cluster delete 886a86a868711bef83001",
                Action = ClusterActions.DeleteAsync,
            },
            new()
            {
                Use = "info [cluster_id]",
                Short = "Retrieves information about cluster",
                Example = "  $ heketi-cli cluster info 886a86a868711bef83001",
                Action = ClusterActions.InfoAsync,
            },
            new()
            {
                Use = "list",
                Short = "Lists the clusters managed by Heketi",
                Example = "  $ heketi-cli cluster list",
                Action = ClusterActions.ListAsync,
            },
            new()
            {
                Use = "setflags",
                Short = "Set flags on a cluster",
                Example = """
                  * Disable creation of file volumes on a cluster:
                      $ heketi-cli cluster set --file=false 886a86a868711bef83001

                  * Enable the creation of block volumes on a cluster:
                      $ heketi-cli cluster set --block=true 886a86a868711bef83001

                """,
                Flags =
                [
                    new() { Name = "block", Kind = FlagKind.Text, Usage = """

                    	Optional: Allow the user to control the possibility of creating
                    	block volumes on the cluster. Use '--block=true' to enable
                    	and '--block=false' to disable creation of block volumes
                    	on this cluster.
                    """ },
                    new() { Name = "file", Kind = FlagKind.Text, Usage = """

                    	Optional: Allow the user to control the possibility of creating
                    	regular file volumes on the cluster. Use '--file=true'
                    	to enable and '--file=false' to disable creation of
                    	file volumes on this cluster.
                    """ },
                ],
                Action = ClusterActions.SetflagsAsync,
            },
        ],
    };
}
