using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>device</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class DeviceCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "device",
        Short = "Heketi device management",
        Long = "Heketi Device Management",
        Subcommands =
        [
            new()
            {
                Use = "add",
                Short = "Add new device to node to be managed by Heketi",
                Example = """
                  $ heketi-cli device add \
                      --name=/dev/sdb \
                      --node=3e098cb4407d7109806bb196d9e8f095 
                """,
                Flags =
                [
                    new() { Name = "destroy-existing-data", Kind = FlagKind.Boolean, Usage = "[DANGEROUS] Destroy any existing data on the device." },
                    new() { Name = "name", Kind = FlagKind.Text, Usage = "Name of device to add" },
                    new() { Name = "node", Kind = FlagKind.Text, Usage = "Id of the node which has this device" },
                ],
                Action = DeviceActions.AddAsync,
            },
            new()
            {
                Use = "delete [device_id]",
                Short = "Deletes a device from Heketi node",
                Example = "  $ heketi-cli device delete 886a86a868711bef83001",
                Flags =
                [
                    new() { Name = "force-forget", Kind = FlagKind.Boolean, Usage = "[DANGEROUS] Force heketi to forget a device, regardless of state." },
                ],
                Action = DeviceActions.DeleteAsync,
            },
            new()
            {
                Use = "disable [device_id]",
                Short = "Disallow usage of a device by placing it offline",
                Example = "  $ heketi-cli device disable 886a86a868711bef83001",
                Action = DeviceActions.DisableAsync,
            },
            new()
            {
                Use = "enable [device_id]",
                Short = "Allows device to go online",
                Example = "  $ heketi-cli device enable 886a86a868711bef83001",
                Action = DeviceActions.EnableAsync,
            },
            new()
            {
                Use = "info [device_id]",
                Short = "Retrieves information about the device",
                Example = "  $ heketi-cli device info 886a86a868711bef83001",
                Action = DeviceActions.InfoAsync,
            },
            new()
            {
                Use = "remove [device_id]",
                Short = "Removes a device from Heketi node",
                Example = "  $ heketi-cli device remove 886a86a868711bef83001",
                Flags =
                [
                    new() { Name = "expert-option-disable-heal-check", Kind = FlagKind.Boolean, Usage = "[DANGEROUS] Skip the heal check while device remove." },
                ],
                Action = DeviceActions.RemoveAsync,
            },
            new()
            {
                Use = "resync [object_id]",
                Short = "Resync storage information about the device with operation system",
                Example = "  $ heketi-cli device resync 886a86a868711bef83001 ",
                Flags =
                [
                    new() { Name = "cluster", Kind = FlagKind.Boolean, Usage = "Resync all devices under the cluster identified by object_id" },
                ],
                Action = DeviceActions.ResyncAsync,
            },
            new()
            {
                Use = "rmtags [device_id] tag1:value1 tag2:value2...",
                Short = "Removes tags from a device",
                Long = "Removes user-controlled metadata tags on a device",
                Aliases = ["deltags", "removetags"],
                Example = "  $ heketi-cli device rmtags 886a86a868711bef83001 foo",
                Flags =
                [
                    new() { Name = "all", Kind = FlagKind.Boolean, Usage = "Remove all tags." },
                ],
                Action = DeviceActions.RmtagsAsync,
            },
            new()
            {
                Use = "settags [device_id] tag1:value1 tag2:value2...",
                Short = "Sets tags on a device",
                Long = "Sets user-controlled metadata tags on a device",
                Example = "  $ heketi-cli device settags 886a86a868711bef83001 foo:bar",
                Flags =
                [
                    new() { Name = "exact", Shorthand = 'e', Kind = FlagKind.Boolean, Usage = "Set the object to this exact set of tags. Overwrites existing tags." },
                ],
                Action = DeviceActions.SettagsAsync,
            },
        ],
    };
}
