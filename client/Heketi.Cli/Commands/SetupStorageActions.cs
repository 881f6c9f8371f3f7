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
        await RefuseSecondAsync(context, cancellationToken).ConfigureAwait(false);
        if (request.Durability!.Type == "disperse")
        {
            throw new UsageException("Durability disperse is not supported for heketi database storage");
        }

        var file = context.Flags.Text("listfile");
        OpenForWriting(context, file);
        var volume = await context.Client.CreateVolumeAsync(request, cancellationToken).ConfigureAwait(false);
        var database = await context.Client.BackUpDatabaseAsync(cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Saving {file}\n");
        var list = StorageObjects.Json(volume, database, context.Flags.Text("image"), Selector(context.Flags.Text("node-selector")));
        await File.WriteAllTextAsync(context.File(file), list, cancellationToken).ConfigureAwait(false);
    }

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

    private static async Task RefuseSecondAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var clusters = await context.Client.GetClustersAsync(cancellationToken).ConfigureAwait(false);
        var volumes = await context.Client.GetVolumesAsync([.. clusters.SelectMany(cluster => cluster.Volumes)], cancellationToken).ConfigureAwait(false);
        if (volumes.Any(volume => volume.Name == VolumeName))
        {
            throw new UsageException($"Volume {VolumeName} already exists");
        }
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
