using Heketi.Contracts.Volumes;

namespace Heketi.Contracts.Validation;

/// <summary>Rules of a volume create that have texts of their own in the Heketi API.</summary>
public static class VolumeRules
{
    private const int MaxReplica = 3;
    private const float MaxSnapshotFactor = 100;

    /// <summary>What is wrong with durability, group id or snapshot factor: the answer (400), or null.</summary>
    public static string? Check(VolumeCreateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CheckDurability(request.Durability) ?? CheckGid(request.Gid) ?? CheckSnapshot(request.Snapshot);
    }

    /// <summary>What is wrong with the size, given the smallest brick: the answer (400), or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="brickMinGiB">Size of the smallest brick, GiB (brick_min_size_gb).</param>
    public static string? CheckSize(VolumeCreateRequest request, long brickMinGiB)
    {
        ArgumentNullException.ThrowIfNull(request);
        var least = brickMinGiB * (request.Durability.Type == "disperse" ? request.Durability.Disperse.Data : 1);
        return request.Size >= least
            ? null
            : $"Requested volume size ({request.Size} GB) is smaller than the minimum supported volume size ({least} GB)";
    }

    private static string? CheckDurability(VolumeDurability durability) => durability.Type switch
    {
        null or "" or "none" => null,
        "replicate" => durability.Replicate.Replica is >= 0 and <= MaxReplica ? null : "Invalid replica value",
        "disperse" => (durability.Disperse.Data, durability.Disperse.Redundancy) switch
        {
            (2, 1) or (4, 2) or (8, 3) or (8, 4) => null,
            var (data, redundancy) => $"Invalid dispersion combination: {data}+{redundancy}",
        },
        _ => "Unknown durability type",
    };

    private static string? CheckGid(long gid) => gid switch
    {
        < 0 => "Bad group id less than zero",
        >= int.MaxValue => "Bad group id equal or greater than 2**31-1",
        _ => null,
    };

    private static string? CheckSnapshot(VolumeSnapshot snapshot) =>
        snapshot.Enable && snapshot.Factor is not (>= 1 and <= MaxSnapshotFactor) ? "Invalid snapshot factor" : null;
}
