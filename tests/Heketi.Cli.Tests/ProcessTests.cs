using System.Diagnostics;
using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

/// <summary>The program as a process of its own.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Prints_and_gives_its_exit_code()
    {
        await using var server = (await StubServer.StartAsync()).On("GET /volumes", StubAnswer.Json("""{"volumes":["v1"]}"""));
        using var process = Start(server, "volume", "list", "--json");

        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        output.Should().Be("""{"volumes":["v1"]}""");
        process.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Interrupted_it_ends_cleanly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent with kill");
        await using var server = (await StubServer.StartAsync())
            .On("POST /volumes", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.Pending);
        // Whoever runs the tests in the background ignores SIGINT, and so would the child.
        using var process = Start("env", ["--default-signal=INT", "dotnet"], server, "volume", "create", "--size=1");
        await server.SeenAsync("GET /queue/q");

        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Be("Interrupted. Work that the server has accepted goes on there.\n");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(CliProgram.Interrupted);
    }

    private static Process Start(StubServer server, params string[] arguments) => Start("dotnet", [], server, arguments);

    private static Process Start(string program, string[] prefix, StubServer server, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, [.. prefix, System.IO.Path.Combine(AppContext.BaseDirectory, "heketi-cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HEKETI_CLI_SERVER"] = server.Address;
        return Process.Start(start)!;
    }
}
