using Heketi.Contracts.Administration;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Bricks;
using Heketi.Contracts.Common;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Operations;
using Heketi.Contracts.Volumes;

namespace Heketi.Contracts.Validation;

/// <summary>What is wrong with a request in form: the answer (400) of the Heketi API, or null.</summary>
public static class RequestRules
{
    private const int MaxCleanUpIds = 32;

    /// <summary>A node that is to join.</summary>
    public static string? Check(NodeAddRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var names = new ValidationErrors()
            .Add("manage", FieldRules.HostNames(request.Hostnames?.Manage, "manage"))
            .Add("storage", FieldRules.HostNames(request.Hostnames?.Storage, "storage"));
        return new ValidationErrors()
            .Add("zone", FieldRules.Positive(request.Zone))
            .Add("hostnames", names.AsNested())
            .Add("cluster", FieldRules.RequiredId(request.ClusterId))
            .Add("tags", FieldRules.Tags(request.Tags))
            .AsAnswer();
    }

    /// <summary>A disk that is to be set up.</summary>
    public static string? Check(DeviceAddRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors()
            .Add("name", FieldRules.DeviceName(request.Name))
            .Add("node", FieldRules.RequiredId(request.NodeId))
            .Add("tags", FieldRules.Tags(request.Tags))
            .AsAnswer();
    }

    /// <summary>Another state. A wrong heal check hides what is wrong with the state (Heketi API).</summary>
    public static string? Check(StateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var healCheck = new ValidationErrors().Add("healcheck", FieldRules.HealCheck(request.HealCheck)).AsAnswer();
        return healCheck ?? new ValidationErrors().Add("state", FieldRules.State(request.State)).AsAnswer();
    }

    /// <summary>A change of tags.</summary>
    public static string? Check(TagsChangeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors()
            .Add("change_type", FieldRules.OneOf(request.ChangeType, "set", "update", "delete"))
            .Add("tags", FieldRules.Tags(request.Tags))
            .AsAnswer();
    }

    /// <summary>A volume that is to be made. See <see cref="VolumeRules"/> for the rules that have texts of their own.</summary>
    public static string? Check(VolumeCreateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors()
            .Add("name", FieldRules.VolumeName(request.Name))
            .Add("size", FieldRules.Positive(request.Size))
            .Add("glustervolumeoptions", VolumeOptionRules.Check(request.GlusterVolumeOptions))
            .AsAnswer();
    }

    /// <summary>An expand.</summary>
    public static string? Check(VolumeExpandRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors().Add("expand_size", FieldRules.Positive(request.ExpandSize)).AsAnswer();
    }

    /// <summary>A clone.</summary>
    public static string? Check(VolumeCloneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors().Add("name", FieldRules.VolumeName(request.Name ?? "")).AsAnswer();
    }

    /// <summary>A lock for block volumes; empty unlocks.</summary>
    public static string? Check(VolumeBlockRestrictionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Restriction.Length == 0
            ? null
            : new ValidationErrors().Add("restriction", FieldRules.OneOf(request.Restriction, "locked")).AsAnswer();
    }

    /// <summary>A block volume that is to be made.</summary>
    public static string? Check(BlockVolumeCreateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors()
            .Add("hacount", FieldRules.AtLeastOne(request.HaCount))
            .Add("name", FieldRules.VolumeName(request.Name))
            .Add("size", FieldRules.Positive(request.Size))
            .AsAnswer();
    }

    /// <summary>An expand of a block volume.</summary>
    public static string? Check(BlockVolumeExpandRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors().Add("new_size", FieldRules.Positive(request.NewSize)).AsAnswer();
    }

    /// <summary>An eviction of a brick.</summary>
    public static string? Check(BrickEvictRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors().Add("healcheck", FieldRules.HealCheck(request.HealCheck)).AsAnswer();
    }

    /// <summary>A clean-up of operations.</summary>
    public static string? Check(PendingOperationsCleanUpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ids = request.Operations ?? [];
        var error = ids.Count > MaxCleanUpIds
            ? $"too many ids specified ({ids.Count}), up to {MaxCleanUpIds} supported"
            : ids.Select(FieldRules.Id).FirstOrDefault(e => e is not null);
        return new ValidationErrors().Add("operations", error).AsAnswer();
    }

    /// <summary>A mode of the server.</summary>
    public static string? Check(AdminStatus request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValidationErrors().Add("state", FieldRules.OneOf(request.State, "normal", "read-only", "local-client")).AsAnswer();
    }
}
