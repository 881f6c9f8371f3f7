using Heketi.Cli.Commands;
using Heketi.Cli.Completion;
using Heketi.Cli.Output;
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
    /// <param name="terminal">Gets a line about work that is waited for, rewritten in place; null where nobody watches.</param>
    /// <param name="cancellationToken">Ends the waiting for the server.</param>
    /// <returns>The exit code: 0, <see cref="Failure"/> or <see cref="Interrupted"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        TimeProvider? time = null,
        TextWriter? terminal = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(environment);
        try
        {
            await DispatchAsync(arguments, output, error, new CliEnvironment(environment, workingDirectory, time ?? TimeProvider.System) { Terminal = terminal }, cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.Write("Interrupted. Work that the server has accepted goes on there.\n");
            return Interrupted;
        }
        catch (HeketiAcceptedException e)
        {
            // --wait=false
            output.Write($"{e.QueueId}\n");
            return 0;
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
        if (arguments is [CompletionCandidates.Command, ..])
        {
            output.Write(string.Concat(CompletionCandidates.Of([.. arguments.Skip(1)]).Select(candidate => $"{candidate}\n")));
            return;
        }

        var (path, left) = CommandFinder.Find(arguments);
        var flags = path.NewFlagValues();
        var words = ArgumentParser.Parse(left, flags);
        if (flags.Boolean("help") || path.Command is { Action: null, Subcommands.Count: > 0 })
        {
            output.Write(HelpText.Full(path));
            return;
        }

        CheckGlobalFlags(path, flags);
        await ExecuteAsync(path, flags, words, output, error, environment, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ExecuteAsync(
        CommandPath path,
        FlagValues flags,
        IReadOnlyList<string> words,
        TextWriter output,
        TextWriter error,
        CliEnvironment environment,
        CancellationToken cancellationToken)
    {
        Lazy<HeketiClient>? client = null;
        var progress = new WorkProgress(environment.Terminal, () => client!.Value);
        using var connection = new ServerConnection(flags, environment, progress);
        client = new Lazy<HeketiClient>(connection.Open);
        var context = new CommandContext
        {
            Flags = flags,
            Arguments = words,
            Out = output,
            Error = error,
            LazyClient = client,
            Environment = environment,
        };
        if (flags.Text("timeout") is not { Length: > 0 } limit)
        {
            await path.Command.Action!(context, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var timer = new CancellationTokenSource(Duration.Parse("timeout", limit), environment.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            await path.Command.Action!(context, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new UsageException(progress.QueueId is { } id
                ? $"no result within {limit}; the server goes on with the work, wait for it with: heketi-cli wait {id}"
                : $"no answer within {limit}");
        }
    }

    /// <exception cref="UsageException">A flag of every command has a value that it cannot have, or that this command cannot follow.</exception>
    private static void CheckGlobalFlags(CommandPath path, FlagValues flags)
    {
        if (flags.Text("output") is var form and not ("" or "table" or "json" or "yaml"))
        {
            throw new UsageException($"--output is {GoText.Quote(form)}; use table, json or yaml");
        }

        if (path.Command.NeedsResults && !flags.Boolean("wait"))
        {
            throw new UsageException($"--wait=false does not go together with {path.FullName}, which goes on with what the server makes");
        }
    }
}
