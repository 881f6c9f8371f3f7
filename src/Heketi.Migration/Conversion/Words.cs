using Heketi.Core.Topology;

namespace Heketi.Migration.Conversion;

/// <summary>The words of the original's database.</summary>
internal static class Words
{
    public static string Of(EntryState state) => state switch
    {
        EntryState.Offline => "offline",
        EntryState.Failed => "failed",
        _ => "online",
    };

    /// <exception cref="MigrationException">It is not known.</exception>
    public static EntryState State(string word, string entry) => word switch
    {
        "" or "online" => EntryState.Online,
        "offline" => EntryState.Offline,
        "failed" => EntryState.Failed,
        _ => throw new MigrationException($"{entry}: Not a known state: {word}"),
    };

    public static string? Of(BlockRestriction restriction) => restriction switch
    {
        BlockRestriction.Locked => "locked",
        BlockRestriction.LockedByUpdate => "locked-by-update",
        _ => null,
    };

    /// <exception cref="MigrationException">It is not known.</exception>
    public static BlockRestriction Restriction(string? word, string entry) => word switch
    {
        null or "" => BlockRestriction.Unrestricted,
        "locked" => BlockRestriction.Locked,
        "locked-by-update" => BlockRestriction.LockedByUpdate,
        _ => throw new MigrationException($"{entry}: Not a known block restriction: {word}"),
    };

    public static string Of(OperationStatus status) => status switch
    {
        OperationStatus.Stale => "stale",
        OperationStatus.Failed => "failed",
        _ => "",
    };

    /// <exception cref="MigrationException">It is not known.</exception>
    public static OperationStatus Status(string word, string entry) => word switch
    {
        "" => OperationStatus.New,
        "stale" => OperationStatus.Stale,
        "failed" => OperationStatus.Failed,
        _ => throw new MigrationException($"{entry}: Not a known operation status: {word}"),
    };

    /// <exception cref="MigrationException">It is not known (in the original's words).</exception>
    public static DurabilityKind Durability(string word) => word switch
    {
        "none" or "" => DurabilityKind.None,
        "replicate" => DurabilityKind.Replicate,
        "disperse" => DurabilityKind.Disperse,
        _ => throw new MigrationException("Not a known volume durability type: " + word),
    };
}
