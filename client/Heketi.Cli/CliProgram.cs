using Heketi.Cli.Commands;
using Heketi.Cli.Parsing;
using Heketi.Client;
using Heketi.Client.Errors;

namespace Heketi.Cli;

/// <summary>The program, without a process around it.</summary>
public static class CliProgram
{
    /// <summary>Exit code of every error, as in the original.</summary>
    public const int Failure = 255;

    /// <summary>Exit code when the user ended the program (Ctrl-C), by the shells' custom.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">Arguments without the program's name.</param>
    /// <param name="output">Gets results.</param>
    /// <param name="error">Gets errors.</param>
    /// <param name="environment">HEKETI_CLI_SERVER, HEKETI_CLI_USER, HEKETI_CLI_KEY, HTTP_PROXY, HTTPS_PROXY, NO_PROXY.</param>
    /// <param name="workingDirectory">Relative file names start here.</param>
    /// <param name="time">The system's when null.</param>
    /// <param name="cancellationToken">Ends the waiting for the server.</param>
    /// <returns>The exit code: 0, <see cref="Failure"/> or <see cref="Interrupted"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(environment);
        try
        {
            await DispatchAsync(arguments, output, error, new CliEnvironment(environment, workingDirectory, time ?? TimeProvider.System), cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.Write("Interrupted. Work that the server has accepted goes on there.\n");
            return Interrupted;
        }
        catch (ReportedException)
        {
            return Failure;
        }
        catch (Exception e) when (e is UsageException or HeketiException)
        {
            error.Write($"Error: {e.Message}\n");
            return Failure;
        }
    }

    private static async Task DispatchAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CliEnvironment environment, CancellationToken cancellationToken)
    {
        var (path, left) = CommandFinder.Find(arguments);
        var flags = path.NewFlagValues();
        var words = ArgumentParser.Parse(left, flags);
        if (flags.Boolean("help") || path.Command is { Action: null, Subcommands.Count: > 0 })
        {
            output.Write(HelpText.Full(path));
            return;
        }

        if (path.Command.Action is not { } action)
        {
            throw new UsageException($"{path.FullName} is not there yet in this version of heketi-cli");
        }

        using var connection = new ServerConnection(flags, environment);
        await action(
            new CommandContext
            {
                Flags = flags,
                Arguments = words,
                Out = output,
                Error = error,
                LazyClient = new Lazy<HeketiClient>(connection.Open),
                WorkingDirectory = environment.WorkingDirectory,
                Time = environment.Time,
            },
            cancellationToken).ConfigureAwait(false);
    }
}
