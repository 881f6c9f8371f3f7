using System.Security.Cryptography;
using System.Text;
using Heketi.Nodes.Transports.Ssh;

namespace Heketi.Nodes.Tests.Transports;

public sealed class KnownHostsTests
{
    private static readonly byte[] Key = [1, 2, 3, 4];
    private static readonly string KeyText = Convert.ToBase64String(Key);

    [Theory]
    [InlineData("node1", "node1", 22, true)]
    [InlineData("NODE1", "node1", 22, true)]
    [InlineData("node1,10.0.0.1", "10.0.0.1", 22, true)]
    [InlineData("node*", "node17", 22, true)]
    [InlineData("node?", "node17", 22, false)]
    [InlineData("node*,!node2", "node2", 22, false)]
    [InlineData("[node1]:2222", "node1", 2222, true)]
    [InlineData("[node1]:2222", "node1", 22, false)]
    [InlineData("node1", "node1", 2222, false)]
    public void Names_match_as_in_OpenSSH(string pattern, string host, int port, bool expected)
    {
        var known = KnownHosts.Parse([$"{pattern} ssh-ed25519 {KeyText} comment"]);

        known.Trusts(host, port, Key).Should().Be(expected);
        known.KeyTypes(host, port).Contains("ssh-ed25519").Should().Be(expected);
    }

    [Fact]
    public void Hashed_names_match()
    {
        byte[] salt = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
#pragma warning disable CA5350 // The format of OpenSSH
        var hash = Convert.ToBase64String(HMACSHA1.HashData(salt, Encoding.ASCII.GetBytes("[node1]:2222")));
#pragma warning restore CA5350
        var known = KnownHosts.Parse([$"|1|{Convert.ToBase64String(salt)}|{hash} ssh-ed25519 {KeyText}"]);

        known.Trusts("node1", 2222, Key).Should().BeTrue();
        known.Trusts("node2", 2222, Key).Should().BeFalse();
    }

    [Fact]
    public void Another_key_is_not_trusted() =>
        KnownHosts.Parse([$"node1 ssh-ed25519 {KeyText}"]).Trusts("node1", 22, [1, 2, 3]).Should().BeFalse();

    [Fact]
    public void A_revoked_key_is_not_trusted_although_it_is_known() =>
        KnownHosts.Parse([$"node1 ssh-ed25519 {KeyText}", $"@revoked * ssh-ed25519 {KeyText}"]).Trusts("node1", 22, Key).Should().BeFalse();

    [Fact]
    public void Other_lines_count_for_nothing() =>
        KnownHosts.Parse(["", "# node1", "node1", "node1 ssh-ed25519", "node1 ssh-ed25519 ???", $"@cert-authority node1 ssh-ed25519 {KeyText}", "|1|x|y ssh-rsa AAAA"])
            .Trusts("node1", 22, Key).Should().BeFalse();

    [Theory]
    [InlineData("", "*sshexec.keyfile is not set*HEKETI_SSH_KEYFILE*")]
    [InlineData("/nonexistent/key", "*sshexec.keyfile \"/nonexistent/key\"*no such file*")]
    [InlineData("/etc/hostname", "*sshexec.keyfile \"/etc/hostname\"*no private key*")]
    public void A_bad_key_file_is_refused_by_name(string path, string message) => FluentActions
        .Invoking(() => new SshTransport(
            new() { KeyFile = path },
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SshTransport>.Instance))
        .Should().Throw<SshConfigurationException>().WithMessage(message);

    [Fact]
    public void A_missing_known_hosts_file_is_refused_by_name() =>
        FluentActions.Invoking(() => KnownHosts.Load(["/nonexistent/known_hosts"]))
            .Should().Throw<SshConfigurationException>().WithMessage("*SSH_KNOWN_HOSTS*/nonexistent/known_hosts*");
}
