using System.Text;
using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.Administration;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>Whether the server takes changes: <c>normal</c>, <c>read-only</c> or <c>local-client</c>.</summary>
    public Task<AdminStatus> GetModeAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("admin"), HeketiJson.Contracts.AdminStatus, cancellationToken);

    /// <summary>Sets whether the server takes changes.</summary>
    public Task SetModeAsync(AdminStatus status, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("admin"), status, HeketiJson.Contracts.AdminStatus, cancellationToken);

    /// <summary>What the server logs, by the name of the logger; Heketi has one, <c>glusterfs</c>.</summary>
    public Task<LogLevelInfo> GetLogLevelAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("internal", "logging"), HeketiJson.Contracts.LogLevelInfo, cancellationToken);

    /// <summary>Sets what the server logs: <c>none</c>, <c>critical</c>, <c>error</c>, <c>warning</c>, <c>info</c> or <c>debug</c>.</summary>
    public Task SetLogLevelAsync(LogLevelInfo levels, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("internal", "logging"), levels, HeketiJson.Contracts.LogLevelInfo, cancellationToken);

    /// <summary>The database as indented JSON, in the format of <c>heketi db export</c>.</summary>
    public Task<string> DumpDatabaseAsync(CancellationToken cancellationToken) => GetTextAsync(ApiPath.Of("db", "dump"), cancellationToken);

    /// <summary>What contradicts itself in the database, as indented JSON.</summary>
    public Task<string> CheckDatabaseAsync(CancellationToken cancellationToken) => GetTextAsync(ApiPath.Of("db", "check"), cancellationToken);

    /// <summary>Compares the database to what Gluster has, as indented JSON.</summary>
    public Task<string> ExamineGlusterAsync(CancellationToken cancellationToken) =>
        GetTextAsync(ApiPath.Of("internal", "state", "examine", "gluster"), cancellationToken);

    /// <summary>A copy of the server's database file.</summary>
    public Task<byte[]> BackUpDatabaseAsync(CancellationToken cancellationToken) =>
        _transport.SendAsync(HttpMethod.Get, ApiPath.Of("backup", "db"), null, cancellationToken);

    private async Task<string> GetTextAsync(ApiPath path, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await _transport.SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false));
}
