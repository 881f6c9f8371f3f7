using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Heketi.Nodes.Gluster;

/// <summary>
/// Runs cluster-wide commands on one host of a pool: the first that can be reached and whose glusterd (for block volumes:
/// gluster-blockd) answers. When another transaction has glusterd's lock, the commands that are left are tried again, for some
/// minutes at most.
/// </summary>
internal sealed class GlusterRunner
{
    /// <summary>What a CLI says when it finds no daemon to talk to: nothing was done.</summary>
    private static readonly ImmutableArray<(string Words, string Daemon)> DaemonsDown =
    [
        ("Connection failed. Please check if gluster daemon is operational", "glusterd"),
        ("Connection failed. Please check if gluster-block daemon is operational", "gluster-blockd"),
        // Built with libtirpc it says "client create failed: ..., unix addr ...": whatever names the socket comes before it is connected
        ("/gluster-blockd.socket", "gluster-blockd"),
    ];

    private readonly IBatchRunner _runner;
    private readonly INodeHealth? _health;
    private readonly TimeSpan _limit;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;

    public GlusterRunner(
        IBatchRunner runner,
        ExecutorSettings settings,
        TimeProvider clock,
        ILogger<GlusterRunner> logger,
        Func<double>? randomizer = null,
        INodeHealth? health = null)
    {
        _health = health;
        _runner = runner;
        _limit = settings.GlusterLimit;
        _logger = logger;
        var options = new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<GlusterBusyException>(),
            MaxRetryAttempts = 15,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(15),
            UseJitter = true,
            OnRetry = attempt =>
            {
                logger.LogInformation("{Reason}; trying again in {Delay}", attempt.Outcome.Exception?.Message, attempt.RetryDelay);
                return default;
            },
        };
        options.Randomizer = randomizer ?? options.Randomizer;
        _retry = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(options).Build();
    }

    /// <summary>Changes the pool. The caller holds its lane.</summary>
    /// <exception cref="NodeCommandException">Gluster refused; also when it was busy to the end.</exception>
    /// <exception cref="NodeUnreachableException">No host could be reached.</exception>
    /// <exception cref="NodeOutcomeUnknownException">Contact was lost on the way.</exception>
    public Task<BatchResult> ChangeAsync(GlusterPool pool, IEnumerable<CommandStep> steps, CancellationToken cancellationToken) =>
        RunAsync(pool, [.. steps], isChange: true, cancellationToken);

    /// <summary>Asks a question with <c>--xml</c>; a failure is a reply too.</summary>
    public async Task<GlusterReply> AskAsync(GlusterPool pool, CommandLine question, CancellationToken cancellationToken)
    {
        var result = await RunAsync(pool, [new CommandStep(question) { MayFail = true }], isChange: false, cancellationToken);
        var step = result.Steps[0];
        try
        {
            return GlusterXml.Reply(step.OutputText);
        }
        catch (FormatException e)
        {
            throw step.IsDone
                ? new NodeException($"{result.Host.ManageHost}: {e.Message}", result.Host.ManageHost, e)
                : result.ErrorOf(step);
        }
    }

    private async Task<BatchResult> RunAsync(GlusterPool pool, ImmutableArray<CommandStep> steps, bool isChange, CancellationToken cancellationToken)
    {
        var progress = new Progress(steps);
        return await _retry.ExecuteAsync(
            async token => await TryHostsAsync(pool, progress, isChange, token),
            cancellationToken);
    }

    private async Task<BatchResult> TryHostsAsync(GlusterPool pool, Progress progress, bool isChange, CancellationToken cancellationToken)
    {
        NodeException? last = null;
        // A node that did not answer when it was asked last comes last: it may be well again
        foreach (var host in pool.Hosts.OrderBy(host => _health?.IsDown(host.NodeId) ?? false))
        {
            try
            {
                var batch = new CommandBatch(progress.Left, progress.Left.Length * _limit);
                var result = await _runner.RunAsync(host, batch, cancellationToken);
                if (progress.Advance(result) is not { } obstacle)
                {
                    return new(host, [.. progress.Done]);
                }

                last = DaemonDown(obstacle) is { } daemon
                    ? result.ErrorOf(obstacle, text => $"{daemon} of {host.ManageHost} does not answer: {Said(obstacle, text)}")
                    : throw ErrorOf(result, obstacle);
            }
            catch (NodeUnreachableException e)
            {
                last = e;
            }
            catch (NodeOutcomeUnknownException e) when (!isChange)
            {
                last = e;
            }

            _logger.LogWarning("Gluster command not possible on {Host}, trying the next one: {Reason}", host.ManageHost, last.Message);
        }

        throw last ?? new NodeUnreachableException($"Cluster {pool.ClusterId} has no host that could run a Gluster command.", pool.ClusterId);
    }

    private static NodeCommandException ErrorOf(BatchResult result, StepResult failed)
    {
        var error = result.ErrorOf(failed);
        return IsBusy(failed) ? new GlusterBusyException(error) : error;
    }

    private static string? DaemonDown(StepResult step) => DaemonsDown.FirstOrDefault(down => Says(step, down.Words)).Daemon;

    private static string Said(StepResult step, string text) => step.OutputText.Trim() is { Length: > 0 } output ? output : text;

    private static bool IsBusy(StepResult step) => Says(step, "another transaction is in progress") || Says(step, "locking failed");

    private static bool Says(StepResult step, string text) => step.Main is { } main
        && (main.OutputText.Contains(text, StringComparison.OrdinalIgnoreCase)
            || main.ErrorText.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is done and what is left while hosts change and attempts repeat.</summary>
    private sealed class Progress(ImmutableArray<CommandStep> steps)
    {
        public List<StepResult> Done { get; } = [];

        public ImmutableArray<CommandStep> Left { get; private set; } = steps;

        /// <summary>
        /// Takes over what is done. Gives the step that stands in the way: the failed one, or one that may fail but did so only
        /// because glusterd was busy or away; null when nothing is left.
        /// </summary>
        public StepResult? Advance(BatchResult result)
        {
            var obstacle = result.Steps.FirstOrDefault(step => step.Outcome is StepOutcome.Failed
                && (!step.Step.MayFail || IsObstacle(step)));
            var done = obstacle is null ? result.Steps.Length : result.Steps.IndexOf(obstacle);
            Done.AddRange(result.Steps[..done]);
            Left = Left[done..];
            return obstacle;
        }

        private static bool IsObstacle(StepResult step) => DaemonDown(step) is not null || IsBusy(step);
    }
}
