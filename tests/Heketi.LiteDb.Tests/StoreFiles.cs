using System.Diagnostics;
using Heketi.Core.Topology;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.LiteDb.Tests;

/// <summary>Short forms for tests with database files.</summary>
internal static class StoreFiles
{
    public static Task<LiteDbTopologyStore> OpenAsync(string path, bool readOnly = false) => LiteDbTopologyStore.OpenAsync(
        new() { Path = path, ReadOnly = readOnly },
        NullLogger<LiteDbTopologyStore>.Instance,
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    public static Cluster Cluster(string id) => new() { Id = id, File = true };

    /// <summary>The files as a killed process would leave them; cp does not ask for the lock.</summary>
    public static async Task CopyLiveAsync(TemporaryDirectory from, TemporaryDirectory to)
    {
        using var copy = Process.Start("cp", [from["heketi.db"], from["heketi-log.db"], to.Path]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        copy.ExitCode.Should().Be(0);
    }
}
