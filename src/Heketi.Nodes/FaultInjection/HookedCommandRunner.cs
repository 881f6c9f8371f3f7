using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes.FaultInjection;

/// <summary>
/// Faults on purpose: commands that a hook matches are answered by the hook, all others run. Hooks see a command as this server
/// words it and as the original did, so that hooks written for the original match.
/// </summary>
/// <param name="inner">What runs the commands.</param>
/// <param name="settings">The hooks.</param>
/// <param name="clock">Measures pauses.</param>
/// <param name="panic">Ends the process.</param>
/// <param name="logger">Log.</param>
public sealed class HookedCommandRunner(
    ICommandRunner inner, InjectionSettings settings, TimeProvider clock, Action<string> panic, ILogger<HookedCommandRunner> logger) : ICommandRunner
{
    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(NodeHost host, CommandLine command, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(command);
        var texts = OriginalWording.TextsOf(command);
        if (settings.Commands.FirstOrDefault(hook => Matches(hook.Command, texts) && IsOn(hook.ConditionFile)) is { } before
            && await ReactAsync(host, command, before.Reaction, isOwnText: before.Command.IsMatch(texts[0]), cancellationToken) is { } answer)
        {
            return answer;
        }

        var result = await inner.RunAsync(host, command, limit, cancellationToken);
        var said = result.ExitCode == 0 ? result.OutputText : BatchResult.TextOf(result);
        return settings.Results.FirstOrDefault(hook => Matches(hook.Command, texts) && hook.Result.IsMatch(said) && IsOn(hook.ConditionFile)) is { } after
            && await ReactAsync(host, command, after.Reaction, isOwnText: after.Command.IsMatch(texts[0]), cancellationToken) is { } replaced
            ? replaced
            : result;
    }

    /// <summary>The hook's answer; null when it only delays the command.</summary>
    private async Task<CommandResult?> ReactAsync(
        NodeHost host, CommandLine command, Reaction reaction, bool isOwnText, CancellationToken cancellationToken)
    {
        if (reaction.Pause > TimeSpan.Zero)
        {
            logger.LogInformation("{Host}: a hook delays [{Command}] by {Pause}", host.ManageHost, command, reaction.Pause);
            await Task.Delay(reaction.Pause, clock, cancellationToken);
        }

        if (reaction.Panic.Length > 0)
        {
            panic(reaction.Panic);
        }

        // What a command of the original prints says nothing to the reader of another command
        if (reaction.IsDelay || (reaction.ExitCode == 0 && !isOwnText))
        {
            return null;
        }

        logger.LogInformation(
            "{Host}: a hook answers [{Command}] with exit status {ExitCode}, stderr: [{StandardError}]",
            host.ManageHost,
            command,
            reaction.ExitCode,
            reaction.ErrorText);
        return new(command, reaction.ExitCode, Encoding.UTF8.GetBytes(reaction.Result), Encoding.UTF8.GetBytes(reaction.ErrorText), TimeSpan.Zero);
    }

    private static bool Matches(Regex pattern, ImmutableArray<string> texts) => texts.Any(pattern.IsMatch);

    private static bool IsOn(string conditionFile) => conditionFile.Length == 0 || Path.Exists(conditionFile);
}
