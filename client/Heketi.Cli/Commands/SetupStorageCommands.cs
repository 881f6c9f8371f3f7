using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>setup-openshift-heketi-storage</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class SetupStorageCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "setup-openshift-heketi-storage",
        Short = "Setup OpenShift/Kubernetes persistent storage for Heketi",
        Long = """
        Creates a dedicated GlusterFS volume for Heketi.
        Once the volume is created, a Kubernetes/OpenShift
        list object is created to configure the volume.
        """,
        Aliases = ["setup-heketi-db-storage", "setup-kubernetes-heketi-storage"],
        Flags =
        [
            new() { Name = "apply", Kind = FlagKind.Boolean, Usage = "Make the objects in the Kubernetes cluster, too, and wait for the copy. Can be repeated.", Hidden = true },
            new() { Name = "append-volume-options", Kind = FlagKind.Text, Usage = """

            	Optional: Comma separated list of volume options to be added
            	to the existing/default set of options.
            	See volume create --help for details.
            """ },
            new() { Name = "context", Kind = FlagKind.Text, Usage = "With --apply: context of the kubeconfig.", Hidden = true },
            new() { Name = "durability", Kind = FlagKind.Text, Default = "replicate", Usage = """

            	Optional: Durability type. Values are:
            		none: No durability, for testing with single storage server environments.
            		replicate: (Default) Replica volume.
            """ },
            new() { Name = "gluster-volume-options", Kind = FlagKind.Text, Usage = """

            	Optional: Comma separated list of volume options.
            	See volume create --help for details.
            """ },
            new() { Name = "image", Kind = FlagKind.Text, Default = "heketi/heketi:dev", Usage = "container image to run this job" },
            new() { Name = "kubeconfig", Kind = FlagKind.Text, Usage = "With --apply: file; else KUBECONFIG, ~/.kube/config or the pod's service account.", Hidden = true },
            new() { Name = "listfile", Kind = FlagKind.Text, Default = "heketi-storage.json", Usage = "Filename to contain list of objects" },
            new() { Name = "mount-image", Kind = FlagKind.Text, Default = "gluster/gluster-centos:latest", Usage = "With --apply, Kubernetes 1.26 and later: image with mount.glusterfs for the copy.", Hidden = true },
            new() { Name = "namespace", Kind = FlagKind.Text, Usage = "With --apply: namespace of the objects; else the context's.", Hidden = true },
            new() { Name = "node-selector", Kind = FlagKind.Text, Usage = """

            	Optional: nodeSelector for heketi-storage-copy-job.
            	Example: --node-selector 'beta.kubernetes.io/os=linux'.
            	Default is none
            """ },
            new() { Name = "replica", Kind = FlagKind.Integer, Default = "3", Usage = """

            	Optional: Replica value for durability type 'replicate'.
            	Default is 3
            """ },
        ],
        NeedsResults = true,
        Action = SetupStorageActions.RunAsync,
    };
}
