using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

/// <summary>One run of the program inside this process.</summary>
internal sealed record CliRun(string Output, string Error, int ExitCode)
{
    public static async Task<CliRun> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null, TimeProvider? time = null)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await CliProgram.RunAsync(
            [.. arguments], output, error, environment ?? new Dictionary<string, string>(), workingDirectory ?? Path.GetTempPath(), time, cancellationToken: TestContext.Current.CancellationToken);
        return new CliRun(output.ToString(), error.ToString(), exitCode);
    }

    /// <summary>Runs a command line, split at blanks, against a stub server.</summary>
    public static Task<CliRun> AgainstAsync(StubServer server, string arguments, string? workingDirectory = null, TimeProvider? time = null) =>
        RunAsync(
            arguments.Split(' '),
            new Dictionary<string, string> { ["HEKETI_CLI_SERVER"] = server.Address, ["HEKETI_CLI_USER"] = "admin", ["HEKETI_CLI_KEY"] = "My Secret" },
            workingDirectory,
            time ?? new InstantTime());

    public static CliRun Success(string output, string error = "") => new(output, error, 0);

    public static CliRun Failure(string error, string output = "") => new(output, $"Error: {error}\n", CliProgram.Failure);
}
