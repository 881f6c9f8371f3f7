using System.Globalization;
using Heketi.Nodes;
using Heketi.Nodes.Transports.Kubernetes;

namespace Heketi.Server.Configuration;

/// <summary>Reads the sections <c>sshexec</c> and <c>kubeexec</c>.</summary>
internal static class ExecutorReader
{
    public static SshSettings Ssh(SettingsSource source)
    {
        var settings = new SshSettings
        {
            Commands = Commands(source),
            Connection = new()
            {
                KeyFile = source.Text("keyfile", "", "HEKETI_SSH_KEYFILE"),
                User = source.Text("user", "heketi", "HEKETI_SSH_USER"),
                Port = Port(source),
                KnownHostsFiles = source.Environment("SSH_KNOWN_HOSTS")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [],
            },
        };
        source.WarnAboutUnknownKeys();
        return settings;
    }

    public static KubeSettings Kube(SettingsSource source)
    {
        var settings = new KubeSettings
        {
            Commands = Commands(source),
            Connection = new()
            {
                Host = source.Text("host", "", "HEKETI_KUBE_APIHOST"),
                PrefersHost = source.Environment("HEKETI_KUBE_APIHOST") is not null,
                CertificateFile = source.Text("cert", "", "HEKETI_KUBE_CERTFILE"),
                Insecure = source.YesNo("insecure", "HEKETI_KUBE_INSECURE"),
                User = source.Text("user", "", "HEKETI_KUBE_USER"),
                Password = source.Text("password", "", "HEKETI_KUBE_PASSWORD"),
                TokenFile = source.Text("token_file", "", "HEKETI_KUBE_TOKENFILE"),
                Namespace = source.Text("namespace", "", "HEKETI_KUBE_NAMESPACE"),
                GlusterDaemonSet = source.YesNo("gluster_daemonset", "HEKETI_KUBE_GLUSTER_DAEMONSET"),
                UsePodNames = source.YesNo("use_pod_names", "HEKETI_KUBE_USE_POD_NAMES"),
                MaxConnections = Connections((int)source.Number("max_connections", 64, int.MinValue, int.MaxValue)),
            },
            DisableTimeoutPrefix = source.Flag("disable_timeout_prefix"),
        };
        source.Ignored("token");
        source.WarnAboutUnknownKeys();
        return settings;
    }

    /// <summary>0 stands for the default, less for no limit.</summary>
    private static int Connections(int configured) => configured == 0 ? new KubernetesSettings().MaxConnections : configured;

    private static ExecutorSettings Commands(SettingsSource source)
    {
        var start = new ExecutorSettings();
        source.Ignored("rebalance_on_expansion");
        return start with
        {
            Fstab = source.Text("fstab", start.Fstab, "HEKETI_FSTAB"),
            MountOptions = source.Text("mountopts", start.MountOptions, "HEKETI_MOUNT_OPTS"),
            Sudo = source.Flag("sudo"),
            SnapshotLimit = (int)source.Number("snapshot_limit", 0, 0, int.MaxValue, variable: "HEKETI_SNAPSHOT_LIMIT"),
            RebalanceOnExpansion = Rebalance(source),
            BackupLvmMetadata = source.Flag("backup_lvm_metadata"),
            GlusterCliTimeoutSeconds = (uint)source.Number("gluster_cli_timeout", 600, 1, uint.MaxValue, variable: "HEKETI_GLUSTER_CLI_TIMEOUT"),
            PvDataAlignment = source.Text("pv_data_alignment", start.PvDataAlignment),
            VgPhysicalExtentSize = source.Text("vg_physicalextentsize", start.VgPhysicalExtentSize),
            LvChunkSize = source.Text("lv_chunksize", start.LvChunkSize),
            XfsStripeUnit = (int)source.Number("xfs_su", 0, 0, int.MaxValue),
            XfsStripeWidth = (int)source.Number("xfs_sw", 0, 0, int.MaxValue),
            DebugUmountFailures = source.Flag("debug_umount_failures", variable: "HEKETI_DEBUG_UMOUNT_FAILURES"),
            BlockPreallocation = source.Text("block_prealloc", start.BlockPreallocation, "HEKETI_BLOCK_VOLUME_DEFAULT_PREALLOC"),
            LvmWrapper = source.Text("lvm_wrapper", "", "HEKETI_LVM_WRAPPER"),
        };
    }

    /// <summary>The file's value is ignored (Heketi v10).</summary>
    private static bool Rebalance(SettingsSource source) =>
        source.Environment("HEKETI_GLUSTERAPP_REBALANCE_ON_EXPANSION") is not ("0" or "f" or "F" or "FALSE" or "false" or "False");

    private static int Port(SettingsSource source)
    {
        const string variable = "HEKETI_SSH_PORT";
        var text = source.Text("port", "22", variable);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535)
        {
            return port;
        }

        source.Refuse("port", text, "a TCP port from 1 to 65535, as a string", variable);
        return 22;
    }
}
