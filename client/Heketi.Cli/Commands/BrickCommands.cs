using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>The command <c>brick</c> and what is below it. The texts are those of the original, byte for byte.</summary>
internal static class BrickCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "brick",
        Short = "Heketi Brick Management",
        Subcommands =
        [
            new()
            {
                Use = "evict",
                Short = "Evict (remove) a brick from a volume",
                Example = "  $ heketi-cli brick evict ee6a86a868711bef8300c",
                Flags =
                [
                    new() { Name = "expert-option-disable-heal-check", Kind = FlagKind.Boolean, Usage = "[DANGEROUS] Skip the heal check while brick replace." },
                ],
                Action = BrickActions.EvictAsync,
            },
        ],
    };
}
