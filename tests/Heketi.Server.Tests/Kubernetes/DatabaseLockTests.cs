namespace Heketi.Server.Tests.Kubernetes;

/// <summary>Two pods on one database without a lease, as in an update of the deployment.</summary>
public sealed class DatabaseLockTests : IDisposable
{
    private static readonly Uri NoCluster = new("http://127.0.0.1:1");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heketi-lock-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_new_pod_waits_until_the_old_one_is_gone()
    {
        await using var old = ServerProcess.Start(_folder.FullName, NoCluster, []);
        await old.Port.WaitAsync(TestContext.Current.CancellationToken);
        var patient = new Dictionary<string, string> { ["HEKETI_DB_LOCK_WAIT_SECONDS"] = "300" };
        await using var next = ServerProcess.Start(_folder.FullName, NoCluster, [], environment: patient);
        await Eventually.HoldsAsync(() => next.Output.Contains("Trying again", StringComparison.Ordinal), "the new pod waits");

        old.Terminate();
        await old.ExitAsync();

        (await next.Port.WaitAsync(TestContext.Current.CancellationToken)).Should().BePositive();
    }

    [Fact]
    public async Task Without_patience_it_ends_at_once_and_names_the_file()
    {
        await using var old = ServerProcess.Start(_folder.FullName, NoCluster, []);
        await old.Port.WaitAsync(TestContext.Current.CancellationToken);
        await using var next = ServerProcess.Start(_folder.FullName, NoCluster, []);

        await next.ExitAsync();

        next.ExitCode.Should().Be(1);
        next.Output.Should().Contain("in use by another process").And.Contain("heketi.db");
    }
}
