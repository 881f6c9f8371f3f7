using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>volume</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class VolumeCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "volume",
        Short = "Heketi Volume Management",
        Subcommands =
        [
            new()
            {
                Use = "clone",
                Short = "Creates a clone",
                Example = "  $ heketi-cli volume clone 886a86a868711bef83001",
                Flags =
                [
                    new() { Name = "name", Kind = FlagKind.Text, Usage = """

                    	Optional: Name of the newly cloned volume.
                    """ },
                ],
                Action = VolumeActions.CloneAsync,
            },
            new()
            {
                Use = "create",
                Short = "Create a GlusterFS volume",
                Example = """
                  * Create a 100GiB replica 3 volume:
                      $ heketi-cli volume create --size=100

                  * Create a 100GiB replica 3 volume specifying two specific clusters:
                      $ heketi-cli volume create --size=100 \
                        --clusters=0995098e1284ddccb46c7752d142c832,60d46d518074b13a04ce1022c8c7193c

                  * Create a 100GiB replica 2 volume with 50GiB of snapshot storage:
                      $ heketi-cli volume create --size=100 --snapshot-factor=1.5 --replica=2

                  * Create a 100GiB distributed volume
                      $ heketi-cli volume create --size=100 --durability=none

                  * Create a 100GiB erasure coded 4+2 volume with 25GiB snapshot storage:
                      $ heketi-cli volume create --size=100 --durability=disperse --snapshot-factor=1.25

                  * Create a 100GiB erasure coded 8+3 volume with 25GiB snapshot storage:
                      $ heketi-cli volume create --size=100 --durability=disperse --snapshot-factor=1.25 \
                        --disperse-data=8 --redundancy=3

                  * Create a 100GiB distributed volume which supports performance related volume options.
                      $ heketi-cli volume create --size=100 --durability=none --gluster-volume-options="performance.rda-cache-limit 10MB","performance.nl-cache-positive-entry no"

                """,
                Flags =
                [
                    new() { Name = "block", Kind = FlagKind.Boolean, Usage = """

                    	Optional: Create a block-hosting volume. Intended to host
                    	loopback files to be exported as block devices.
                    """ },
                    new() { Name = "clusters", Kind = FlagKind.Text, Usage = """

                    	Optional: Comma separated list of cluster ids where this volume
                    	must be allocated. If omitted, Heketi will allocate the volume
                    	on any of the configured clusters which have the available space.
                    	Providing a set of clusters will ensure Heketi allocates storage
                    	for this volume only in the clusters specified.
                    """ },
                    new() { Name = "disperse-data", Kind = FlagKind.Integer, Default = "4", Usage = """

                    	Optional: Dispersion value for durability type 'disperse'.
                    """ },
                    new() { Name = "durability", Kind = FlagKind.Text, Default = "replicate", Usage = """

                    	Optional: Durability type.  Values are:
                    		none: No durability.  Distributed volume only.
                    		replicate: (Default) Distributed-Replica volume.
                    		disperse: Distributed-Erasure Coded volume.
                    """ },
                    new() { Name = "gid", Kind = FlagKind.Integer, Usage = """

                    	Optional: Initialize volume with the specified group id
                    """ },
                    new() { Name = "gluster-volume-options", Kind = FlagKind.Text, Usage = """

                    	Optional: Comma separated list of volume options which can be set on the volume.
                    	If omitted, Heketi will set no volume option for the volume.
                    """ },
                    new() { Name = "name", Kind = FlagKind.Text, Usage = """

                    	Optional: Name of volume. Only set if really necessary
                    """ },
                    new() { Name = "persistent-volume", Kind = FlagKind.Boolean, Usage = """

                    	Optional: Output to standard out a persistent volume JSON file for OpenShift or
                    	Kubernetes with the name provided.
                    """ },
                    new() { Name = "persistent-volume-endpoint", Kind = FlagKind.Text, Usage = """

                    	Optional: Endpoint name for the persistent volume
                    """ },
                    new() { Name = "persistent-volume-file", Kind = FlagKind.Text, Usage = """

                    	Optional: Create a persistent volume JSON file for OpenShift or
                    	Kubernetes with the name provided.
                    """ },
                    new() { Name = "redundancy", Kind = FlagKind.Integer, Default = "2", Usage = """

                    	Optional: Redundancy value for durability type 'disperse'.
                    """ },
                    new() { Name = "replica", Kind = FlagKind.Integer, Default = "3", Usage = """

                    	Replica value for durability type 'replicate'.
                    """ },
                    new() { Name = "size", Kind = FlagKind.Integer, Usage = """

                    	Size of volume in GiB
                    """ },
                    new() { Name = "snapshot-factor", Kind = FlagKind.Number, Default = "1", Usage = """

                    	Optional: Amount of storage to allocate for snapshot support.
                    	Must be greater 1.0.  For example if a 10TiB volume requires 5TiB of
                    	snapshot storage, then snapshot-factor would be set to 1.5.  If the
                    	value is set to 1, then snapshots will consume the storage allocated
                    """ },
                ],
                Action = VolumeActions.CreateAsync,
            },
            new()
            {
                Use = "delete",
                Short = "Deletes the volume",
                Example = "  $ heketi-cli volume delete 886a86a868711bef83001",
                Action = VolumeActions.DeleteAsync,
            },
            new()
            {
                Use = "endpoint",
                Short = "utilities for working on volume endpoint",
                Subcommands =
                [
                    new()
                    {
                        Use = "patch",
                        Short = "output a patch for endpoint update",
                        Example = "  $ heketi-cli volume endpoint patch 886a86a868711bef83001",
                        Action = VolumeActions.EndpointPatchAsync,
                    },
                ],
            },
            new()
            {
                Use = "expand",
                Short = "Expand a volume",
                Example = """
                  * Add 10GiB to a volume
                    $ heketi-cli volume expand 60d46d518074b13a04ce1022c8c7193c --expand-size=10
                                   [or, you can also use]
                    $ heketi-cli volume expand --volume=60d46d518074b13a04ce1022c8c7193c --expand-size=10

                """,
                Flags =
                [
                    new() { Name = "expand-size", Kind = FlagKind.Integer, Usage = """

                    	Amount in GiB to add to the volume
                    """ },
                    new() { Name = "volume", Kind = FlagKind.Text, Usage = """

                    	Id of volume to expand
                    """ },
                ],
                Action = VolumeActions.ExpandAsync,
            },
            new()
            {
                Use = "info",
                Short = "Retrieves information about the volume",
                Example = "  $ heketi-cli volume info 886a86a868711bef83001",
                Action = VolumeActions.InfoAsync,
            },
            new()
            {
                Use = "list",
                Short = "Lists the volumes managed by Heketi",
                Example = "  $ heketi-cli volume list",
                Action = VolumeActions.ListAsync,
            },
            new()
            {
                Use = "set-block-hosting-restriction",
                Short = "set volume's block hosting restriction",
                Subcommands =
                [
                    new()
                    {
                        Use = "locked",
                        Short = "restrict creation of block volumes on block hosting volume",
                        Example = """
                         * Restrict creation of block volumes on the volume
                            $ heketi-cli volume set-block-hosting-restriction locked 60d46d518074b13a04ce1022c8c7193c

                        """,
                        Action = VolumeActions.SetBlockHostingRestrictionLockedAsync,
                    },
                    new()
                    {
                        Use = "unlocked",
                        Short = "allow creation of block volumes on block hosting volume",
                        Example = """
                         * Allow creation of block volumes on the volume
                            $ heketi-cli volume set-block-hosting-restriction unlocked 60d46d518074b13a04ce1022c8c7193c

                        """,
                        Action = VolumeActions.SetBlockHostingRestrictionUnlockedAsync,
                    },
                ],
            },
        ],
    };
}
