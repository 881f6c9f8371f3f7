using System.Globalization;
using System.Text;
using Heketi.Server.Http;

namespace Heketi.Server.Controllers;

/// <summary>
/// <c>/debug/pprof</c> with <c>profiling</c> on: the command line as in Heketi v10, and how the .NET runtime stands. Traces and
/// heap dumps are taken from outside, by the runtime's own tools: the page says how.
/// </summary>
public sealed class ProfilingController : IApiController
{
    private const string Plain = "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/debug/pprof/cmdline", CommandLineAsync),
        new("GET", "/debug/pprof/runtime", RuntimeAsync),
    ];

    private static Task CommandLineAsync(HttpContext context, string id) =>
        AnswerAsync(context, string.Join('\0', Environment.GetCommandLineArgs()));

    private static Task RuntimeAsync(HttpContext context, string id)
    {
        var gc = GC.GetGCMemoryInfo(GCKind.Any);
        var text = new StringBuilder();
        Line("process", Environment.ProcessId);
        Line("threads of the pool", ThreadPool.ThreadCount);
        Line("work items waiting", ThreadPool.PendingWorkItemCount);
        Line("work items done", ThreadPool.CompletedWorkItemCount);
        Line("locks contended", Monitor.LockContentionCount);
        Line("bytes allocated", GC.GetTotalAllocatedBytes());
        Line("bytes in use", GC.GetTotalMemory(forceFullCollection: false));
        Line("bytes committed", gc.TotalCommittedBytes);
        Line("collections of generation 0, 1, 2", $"{GC.CollectionCount(0)}, {GC.CollectionCount(1)}, {GC.CollectionCount(2)}");
        Line("time paused for collections", GC.GetTotalPauseDuration());
        Line("time in the just-in-time compiler", System.Runtime.JitInfo.GetCompilationTime());
        Line("CPU profile", $"dotnet-trace collect --process-id {Environment.ProcessId}");
        Line("heap", $"dotnet-gcdump collect --process-id {Environment.ProcessId}");
        Line("stacks", $"dotnet-stack report --process-id {Environment.ProcessId}");
        Line("counters", $"dotnet-counters monitor --process-id {Environment.ProcessId}");
        return AnswerAsync(context, text.ToString());

        void Line(string name, object value) => text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
    }

    private static Task AnswerAsync(HttpContext context, string text)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Answers.TextAsync(context, StatusCodes.Status200OK, Plain, text);
    }
}
