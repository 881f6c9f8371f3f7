using Heketi.Cli.Kubernetes;
using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Client.Http;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Commands;

/// <summary>What <c>setup-openshift-heketi-storage</c> does: a volume for Heketi's own database, and what Kubernetes needs to move it there.</summary>
internal static class SetupStorageActions
{
    private const string VolumeName = "heketidbstorage";
    private const int SizeInGib = 2;

    /// <summary>What Kubernetes takes in one secret.</summary>
    private const int MaxSecretBytes = 1024 * 1024;

    /// <summary>An address that nobody has (RFC 5737), for a trial.</summary>
    private const string DocumentationHost = "192.0.2.1";

    /// <summary>Tells which set of options a volume for the database was made with.</summary>
    private const string Level = "user.heketi.dbstoragelevel";

    /// <summary>A database must not meet caches that hold writes back.</summary>
    private static readonly IReadOnlyList<string> DefaultOptions =
    [
        "performance.stat-prefetch off",
        "performance.write-behind off",
        "performance.open-behind off",
        "performance.quick-read off",
        "performance.strict-o-direct on",
        "performance.read-ahead off",
        "performance.io-cache off",
        "performance.readdir-ahead off",
        $"{Level} 1",
    ];

    public static async Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = Request(context);
        if (context.Flags.Boolean("apply"))
        {
            await ApplyAsync(context, request, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (await FindAsync(context, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new UsageException($"Volume {VolumeName} already exists");
        }

        await MakeAsync(context, request, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ours: makes the objects in the cluster, too. A volume that is there already is one of an earlier run.</summary>
    private static async Task ApplyAsync(CommandContext context, VolumeCreateRequest request, CancellationToken cancellationToken)
    {
        using var api = new ApiServer(ApiAccessFinder.Find(context.Flags, context.Environment));
        var applier = new StorageApplier(api, context.Out, context.Error, context.Time);
        var mountImage = await applier.MinorVersionAsync(cancellationToken).ConfigureAwait(false) >= CopyJob.FirstWithoutVolumes
            ? context.Flags.Text("mount-image")
            : null;
        var existing = await FindAsync(context, cancellationToken).ConfigureAwait(false);
        var size = (await context.Client.BackUpDatabaseAsync(cancellationToken).ConfigureAwait(false)).Length;
        if (size > MaxSecretBytes)
        {
            throw new UsageException($"the database has {size} bytes, a Kubernetes secret takes {MaxSecretBytes}: copy it onto a volume named {VolumeName} by hand (GET /backup/db)");
        }

        var trial = new VolumeInfoResponse { Name = VolumeName, Mount = new() { GlusterFs = new() { Hosts = [DocumentationHost] } } };
        await applier.TryAsync(CopyJob.Objects(List(context, trial, []), trial, mountImage), cancellationToken).ConfigureAwait(false);
        if (existing is not null)
        {
            context.Out.Write($"Volume {VolumeName} is there already and is used\n");
        }

        var (list, volume) = await MakeAsync(context, request, existing, cancellationToken).ConfigureAwait(false);
        var objects = CopyJob.Objects(list, volume, mountImage);
        await applier.ApplyAsync(objects, cancellationToken).ConfigureAwait(false);
        await applier.WaitAsync(objects[^1], cancellationToken).ConfigureAwait(false);
        context.Out.Write($"The database is on volume {VolumeName}. Now stop this server, and start the one that mounts the volume\n");
    }

    private static async Task<(string List, VolumeInfoResponse Volume)> MakeAsync(
        CommandContext context, VolumeCreateRequest request, VolumeInfoResponse? existing, CancellationToken cancellationToken)
    {
        if (request.Durability!.Type == "disperse")
        {
            throw new UsageException("Durability disperse is not supported for heketi database storage");
        }

        var file = context.Flags.Text("listfile");
        OpenForWriting(context, file);
        var volume = existing ?? await context.Client.CreateVolumeAsync(request, cancellationToken).ConfigureAwait(false);
        var database = await context.Client.BackUpDatabaseAsync(cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Saving {file}\n");
        var list = List(context, volume, database);
        await File.WriteAllTextAsync(context.File(file), list, cancellationToken).ConfigureAwait(false);
        return (list, volume);
    }

    private static string List(CommandContext context, VolumeInfoResponse volume, byte[] database) =>
        StorageObjects.Json(volume, database, context.Flags.Text("image"), Selector(context.Flags.Text("node-selector")));

    private static VolumeCreateRequest Request(CommandContext context)
    {
        var flags = context.Flags;
        var durability = flags.Text("durability");
        if (durability is not ("none" or "replicate" or "disperse"))
        {
            throw new UsageException($"{durability} is not a valid durability type");
        }

        return new VolumeCreateRequest
        {
            Size = SizeInGib,
            Name = VolumeName,
            Durability = new VolumeDurability
            {
                Type = durability,
                Replicate = durability == "replicate" ? new ReplicaDurability { Replica = context.Integer32("replica") } : new ReplicaDurability(),
            },
            GlusterVolumeOptions =
            [
                .. flags.Text("gluster-volume-options") is { Length: > 0 } own ? own.Split(',').Append($"{Level} custom") : DefaultOptions,
                .. flags.Text("append-volume-options") is { Length: > 0 } more ? more.Split(',') : [],
            ],
        };
    }

    private static async Task<VolumeInfoResponse?> FindAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var clusters = await context.Client.GetClustersAsync(cancellationToken).ConfigureAwait(false);
        var volumes = await context.Client.GetVolumesAsync([.. clusters.SelectMany(cluster => cluster.Volumes)], cancellationToken).ConfigureAwait(false);
        return volumes.FirstOrDefault(volume => volume.Name == VolumeName);
    }

    /// <summary>The server refuses to delete the volume once it is made, so what can fail afterwards is tried before.</summary>
    private static void OpenForWriting(CommandContext context, string file)
    {
        try
        {
            using var stream = new FileStream(context.File(file), FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Out.Write($"Saving {file}\n");
            context.Error.Write("Cleaning up\n");
            throw new UsageException(FileErrorText.Open(file, e));
        }
    }

    /// <summary>A label and its value. Anything else is passed over, as recorded of the original.</summary>
    private static (string Label, string Value)? Selector(string text) =>
        text.Split('=') is [var label, var value] ? (label, value) : null;
}
