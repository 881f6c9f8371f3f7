using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>blockvolume</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class BlockVolumeCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "blockvolume",
        Short = "Heketi Block Volume Management",
        Subcommands =
        [
            new()
            {
                Use = "create",
                Short = "Create a GlusterFS block volume",
                Example = """
                  * Create a 100GiB block volume
                      $ heketi-cli blockvolume create --size=100

                  * Create a 100GiB block volume specifying two specific clusters:
                      $ heketi-cli blockvolume create --size=100 \
                        --clusters=0995098e1284ddccb46c7752d142c832,60d46d518074b13a04ce1022c8c7193c

                  * Create a 100GiB block volume requesting ha count to be 2.
                    (Otherwise HA count is all the nodes on which block hosting volume reside.):
                	  $ heketi-cli blockvolume create --size=100 --ha=2

                  * Create a 100GiB block volume specifying two specific clusters auth enabled:
                      $ heketi-cli blockvolume create --size=100 --auth \
                        --clusters=0995098e1284ddccb46c7752d142c832,60d46d518074b13a04ce1022c8c7193c

                """,
                Flags =
                [
                    new() { Name = "auth", Kind = FlagKind.Boolean, Usage = """

                    	Optional: Enable Authentication for block volume access
                    """ },
                    new() { Name = "clusters", Kind = FlagKind.Text, Usage = """

                    	Optional: Comma separated list of cluster ids where this volume
                    	must be allocated. If omitted, Heketi will allocate the volume
                    	on any of the configured clusters which have the available space.
                    	Providing a set of clusters will ensure Heketi allocates storage
                    	for this volume only in the clusters specified.
                    """ },
                    new() { Name = "ha", Kind = FlagKind.Integer, Usage = """

                    	HA count for block volume
                    """ },
                    new() { Name = "name", Kind = FlagKind.Text, Usage = """

                    	Optional: Name of volume. Only set if really necessary
                    """ },
                    new() { Name = "size", Kind = FlagKind.Integer, Usage = """

                    	Size of volume in GiB
                    """ },
                ],
                Action = BlockVolumeActions.CreateAsync,
            },
            new()
            {
                Use = "delete",
                Short = "Deletes the volume",
                Example = "  $ heketi-cli volume delete 886a86a868711bef83001",
                Action = BlockVolumeActions.DeleteAsync,
            },
            new()
            {
                Use = "expand",
                Short = "Expand an existing block volume",
                Example = """
                  * Expand a block volume to net new size 100GiB
                      $ heketi-cli blockvolume expand 60d46d518074b13a04ce1022c8c7193c --new-size=100
                                     [or, you can also use]
                      $ heketi-cli blockvolume expand --blockvolume=60d46d518074b13a04ce1022c8c7193c --new-size=100

                """,
                Flags =
                [
                    new() { Name = "blockvolume", Kind = FlagKind.Text, Usage = """

                    	Id of block volume to expand
                    """ },
                    new() { Name = "new-size", Kind = FlagKind.Integer, Usage = """

                    	Net new size of block volume in GiB
                    """ },
                ],
                Action = BlockVolumeActions.ExpandAsync,
            },
            new()
            {
                Use = "info",
                Short = "Retreives information about the volume",
                Example = "  $ heketi-cli volume info 886a86a868711bef83001",
                Action = BlockVolumeActions.InfoAsync,
            },
            new()
            {
                Use = "list",
                Short = "Lists the volumes managed by Heketi",
                Example = "  $ heketi-cli blockvolume list",
                Action = BlockVolumeActions.ListAsync,
            },
        ],
    };
}
