using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.LiteDb;
using Heketi.LiteDb.Files;
using Heketi.Migration.Conversion;
using Heketi.Migration.Export;
using Heketi.Server.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.Server.Verbs;

/// <summary><c>heketi db delete-bricks-with-empty-path</c>: takes out what an old bug of the original left behind.</summary>
internal sealed class DatabaseRepairs(VerbConsole console, TimeProvider time)
{
    /// <summary>The command.</summary>
    public Task<int> DeleteBricksAsync(VerbArguments given) => console.RunAsync("failed to delete bricks with empty path: ", async () =>
    {
        var path = given.Text("dbfile");
        if (!given.IsOn("all") && given.Texts("clusters").Count + given.Texts("nodes").Count + given.Texts("devices").Count == 0)
        {
            return console.Refuse("neither --all flag nor list of clusters/nodes/devices is given");
        }

        if (path.Length == 0)
        {
            return console.Refuse("Unable to open database: open : no such file or directory");
        }

        var content = await console.ReadAsync(path, salvage: false, given.IsOn("debug"), time);
        var topology = content.Topology ?? TopologyImport.From(content.Document);
        var bricks = topology.Bricks.Where(brick => brick.Path.Length == 0 && Devices(topology, given).Contains(brick.DeviceId)).ToList();
        if (bricks.Count > 0)
        {
            await RemoveAsync(path, content, bricks);
        }

        console.Errors.WriteLine("bricks with empty path removed ");
        return 0;
    });

    private static HashSet<string> Devices(TopologySnapshot topology, VerbArguments given)
    {
        if (given.IsOn("all"))
        {
            return [.. topology.Devices.Select(device => device.Id)];
        }

        var nodes = given.Texts("clusters").SelectMany(id => Known(topology.Clusters, id, topology.NodesOfCluster(id)))
            .Concat(given.Texts("nodes").SelectMany(id => Known(topology.Nodes, id, [id])));
        return
        [
            .. nodes.SelectMany(topology.DevicesOfNode), .. given.Texts("devices").SelectMany(id => Known(topology.Devices, id, [id])),
        ];
    }

    private static IEnumerable<string> Known<T>(EntityTable<T> table, string id, IEnumerable<string> result)
        where T : class, ITopologyEntity =>
        table.Contains(id) ? result : throw new VerbFailedException("Id not found");

    private async Task RemoveAsync(string path, DatabaseContent content, List<Brick> bricks)
    {
        switch (content.Kind)
        {
            case DatabaseKind.Own:
                var options = new LiteDbStoreOptions { Path = path };
                await using (var store = await LiteDbTopologyStore.OpenAsync(options, NullLogger<LiteDbTopologyStore>.Instance, time))
                {
                    await store.ChangeAsync(editor => bricks.ForEach(brick => Remove(editor, brick)));
                }

                break;
            case DatabaseKind.Json:
                bricks.ForEach(brick => Remove(content.Document, brick));
                Replace(path, ExportJson.Write(content.Document));
                break;
            default:
                throw new VerbFailedException(
                    $"{path} is a database of the original Heketi, which is never written to. Make one of this server of it first: "
                    + $"heketi db import --jsonfile={path} --dbfile=NEW");
        }
    }

    private static void Remove(TopologyEditor editor, Brick brick)
    {
        editor.Remove(brick);
        if (editor.Current.Devices.TryGet(brick.DeviceId, out var device))
        {
            editor.Put(device with { Storage = device.Storage.GiveBack(brick.TotalKiB) });
        }
    }

    /// <summary>Out of the volume's list, too: the original leaves it there.</summary>
    private static void Remove(ExportDocument document, Brick brick)
    {
        document.Bricks.Remove(brick.Id);
        foreach (var volume in document.Volumes.Values.Where(volume => volume.Bricks.Contains(brick.Id)))
        {
            volume.Bricks = [.. volume.Bricks.Where(id => id != brick.Id)];
        }

        if (document.Devices.TryGetValue(brick.DeviceId, out var device))
        {
            var storage = device.Info.Storage;
            var left = new DeviceStorage(storage.Total, storage.Free, storage.Used).GiveBack(brick.TotalKiB);
            (storage.Free, storage.Used) = (left.FreeKiB, left.UsedKiB);
            device.Bricks = [.. device.Bricks.Where(id => id != brick.Id)];
        }
    }

    private static void Replace(string path, byte[] content)
    {
        var draft = path + ".part";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        DirectorySync.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
