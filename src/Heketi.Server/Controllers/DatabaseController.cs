using System.Buffers;
using Heketi.Core.Operations.Examination;
using Heketi.Core.Store;
using Heketi.LiteDb;
using Heketi.Migration.Checks;
using Heketi.Migration.Conversion;
using Heketi.Migration.Export;
using Heketi.Server.Composition;
using Heketi.Server.Databases;
using Heketi.Server.Examination;
using Heketi.Server.Http;

namespace Heketi.Server.Controllers;

/// <summary><c>/db</c> and <c>/backup</c>.</summary>
public sealed class DatabaseController(ITopologyStore store, StorageParts parts, TimeProvider time) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/db/dump", DumpAsync),
        new("GET", "/db/check", CheckAsync),
        new("GET", "/backup/db", BackUpAsync),
        new("GET", "/internal/state/examine/gluster", ExamineAsync),
    ];

    private Task DumpAsync(HttpContext context, string id)
    {
        var json = new ArrayBufferWriter<byte>(64 * 1024);
        ExportJson.Write(TopologyExport.From(store.Snapshot), json);
        return Answers.JsonAsync(context, json.WrittenMemory);
    }

    private Task CheckAsync(HttpContext context, string id) =>
        Answers.JsonAsync(context, ConsistencyCheck.ToJson(ConsistencyCheck.Of(TopologyExport.From(store.Snapshot))));

    private async Task ExamineAsync(HttpContext context, string id)
    {
        var examiner = new StateExaminer(store, parts.Nodes!.Inspector);
        await Answers.JsonAsync(context, ExaminationJson.Write(await examiner.ExamineAsync(parts.Load().Running, context.RequestAborted)));
    }

    /// <summary>A file that opens as a database of this server. Changes wait for its copying only, not for its transfer.</summary>
    private async Task BackUpAsync(HttpContext context, string id)
    {
        var cancelled = context.RequestAborted;
        var directory = Directory.CreateTempSubdirectory("heketi-backup-");
        try
        {
            var copy = Path.Combine(directory.FullName, "heketi.db");
            if (store is LiteDbTopologyStore { IsReadOnly: false } own)
            {
                await own.BackupAsync(copy, cancelled);
            }
            else
            {
                await DatabaseFile.CreateAsync(copy, store.Snapshot, time, cancelled);
            }

            context.Response.ContentType = "application/octet-stream";
            context.Response.Headers.ContentDisposition = "attachment; filename=\"heketi.db\"";
            context.Response.ContentLength = new FileInfo(copy).Length;
            await context.Response.SendFileAsync(copy, cancelled);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
