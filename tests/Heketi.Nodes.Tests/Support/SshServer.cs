using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Heketi.Nodes.Tests.Support;

/// <summary>A real OpenSSH server on a free loopback port, with host keys, user keys and configuration of its own.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";
    private readonly TemporaryDirectory _directory;
    private readonly Process _process;
    private readonly bool _isBorrower;

    private SshServer(TemporaryDirectory directory, Process process, int port, bool isBorrower)
    {
        _directory = directory;
        _process = process;
        _isBorrower = isBorrower;
        Port = port;
    }

    public static bool IsInstalled => File.Exists(Program);

    public int Port { get; }

    public string HostKey => File.ReadAllText(_directory.File("host_ed25519.pub"));

    public string KeyFile(string type = "ed25519") => _directory.File("user_" + type);

    public static async Task<SshServer> StartAsync()
    {
        var directory = new TemporaryDirectory();
        foreach (var (name, type) in new[]
        {
            ("host_ed25519", "ed25519"), ("host_rsa", "rsa"), ("user_ed25519", "ed25519"), ("user_ecdsa", "ecdsa"), ("user_rsa", "rsa"), ("stranger", "ed25519"),
        })
        {
            await RunAsync("ssh-keygen", ["-q", "-t", type, "-N", "", "-f", directory.File(name)]);
        }

        await RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "secret", "-f", directory.File("user_encrypted")]);
        File.Copy(directory.File("stranger"), directory.File("user_stranger"));
        await File.WriteAllLinesAsync(
            directory.File("authorized"),
            new[] { "ed25519", "ecdsa", "rsa" }.Select(type => File.ReadAllText(directory.File($"user_{type}.pub")).Trim()));
        return await StartAsync(directory, isBorrower: false, "");
    }

    /// <summary>Another server with the same keys and one line of configuration more; it ends before this one.</summary>
    public Task<SshServer> StartAnotherAsync(string configuration) => StartAsync(_directory, isBorrower: true, configuration);

    /// <summary>Ends the processes of all sessions: the connections break.</summary>
    public void BreakConnections() => ForEachSession(static session => session.Kill());

    /// <summary>Freezes the processes of all sessions: the connections stay, but nobody answers on them.</summary>
    public void FreezeConnections() => ForEachSession(static session =>
    {
        using var kill = Process.Start("kill", ["-STOP", session.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    });

    private void ForEachSession(Action<Process> action)
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])))
        {
            try
            {
                if (File.ReadLines(Path.Combine(directory, "status")).Any(line => line == $"PPid:\t{_process.Id}"))
                {
                    using var session = Process.GetProcessById(int.Parse(Path.GetFileName(directory), CultureInfo.InvariantCulture));
                    action(session);
                }
            }
            catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
            {
                // It ended by itself
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        BreakConnections();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (!_isBorrower)
        {
            _directory.Dispose();
        }
    }

    private static async Task<SshServer> StartAsync(TemporaryDirectory directory, bool isBorrower, string configuration)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await TryStartAsync(directory, isBorrower, configuration) is { } server)
            {
                return server;
            }
        }

        throw new InvalidOperationException("sshd found no port");
    }

    private static async Task<SshServer?> TryStartAsync(TemporaryDirectory directory, bool isBorrower, string configuration)
    {
        var port = FreePort();
        if (Environment.UserName == "root")
        {
            // Where sshd locks its unprivileged part in; a running system has it
            Directory.CreateDirectory("/run/sshd");
        }

        var file = directory.File($"sshd_config_{port}");
        await File.WriteAllTextAsync(file, $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {directory.File("host_ed25519")}
            HostKey {directory.File("host_rsa")}
            AuthorizedKeysFile {directory.File("authorized")}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            PubkeyAuthentication yes
            {configuration}

            """);
        var process = Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", file]) { RedirectStandardError = true })!;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("Server listening", StringComparison.Ordinal))
            {
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return new(directory, process, port, isBorrower);
            }
        }

        process.Dispose();
        return null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
    }
}
