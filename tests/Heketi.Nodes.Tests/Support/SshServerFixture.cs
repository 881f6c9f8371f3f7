namespace Heketi.Nodes.Tests.Support;

/// <summary>One server for the tests of a class: making keys takes longer than the tests.</summary>
public sealed class SshServerFixture : IAsyncLifetime
{
    private SshServer? _server;

    public SshServer Server
    {
        get
        {
            Assert.SkipUnless(SshServer.IsInstalled, "OpenSSH's server is not installed (Debian: apt-get install openssh-server).");
            return _server!;
        }
    }

    public async ValueTask InitializeAsync() => _server = SshServer.IsInstalled ? await SshServer.StartAsync() : null;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
