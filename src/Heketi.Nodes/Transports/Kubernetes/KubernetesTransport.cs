using System.Net.WebSockets;
using System.Text;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>
/// Runs commands in the GlusterFS pod of a node, by exec over WebSocket. What is to run goes over stdin: it may be long, it
/// stays out of the API server's audit log, and until its last byte is sent nothing has started, so that everything before
/// can be tried again.
/// </summary>
public sealed class KubernetesTransport : ICommandTransport, IAsyncDisposable
{
    /// <summary>Waits for a command line that ends with NUL, then becomes it; an early end of stdin runs nothing.</summary>
    private static readonly string[] Program = ["/bin/bash", "-c", "IFS= read -r -d '' c && eval \"exec $c\""];

    private readonly KubernetesConnection _connection;
    private readonly PodDirectory _pods;
    private readonly ExecOpener _opener;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim? _places;
    private readonly ResiliencePipeline<ExecSession> _opening;

    /// <summary>A transport on <paramref name="connection"/>, which stays the caller's to dispose of.</summary>
    /// <param name="connection">The API server.</param>
    /// <param name="settings">How pods are found, limits.</param>
    /// <param name="clock">Time.</param>
    /// <param name="logger">Log.</param>
    /// <param name="randomizer">Jitter of the pauses, 0 to 1; null: random.</param>
    public KubernetesTransport(
        KubernetesConnection connection, KubernetesSettings settings, TimeProvider clock, ILogger<KubernetesTransport> logger, Func<double>? randomizer = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(settings);
        _connection = connection;
        _clock = clock;
        _pods = new(connection, settings, clock, logger);
        _opener = new(connection, settings);
        _places = settings.MaxConnections > 0 ? new(settings.MaxConnections, settings.MaxConnections) : null;
        var options = new RetryStrategyOptions<ExecSession>
        {
            ShouldHandle = new PredicateBuilder<ExecSession>().Handle<ExecRefusedException>(refusal => refusal.IsTransient),
            MaxRetryAttempts = Math.Max(1, settings.RetryAttempts),
            BackoffType = DelayBackoffType.Exponential,
            Delay = settings.RetryDelay,
            MaxDelay = TimeSpan.FromSeconds(10),
            UseJitter = true,
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as ExecRefusedException)?.RetryAfter),
            OnRetry = attempt =>
            {
                logger.LogInformation("{Reason}; trying again in {Delay}", attempt.Outcome.Exception?.Message, attempt.RetryDelay);
                return default;
            },
        };
        options.Randomizer = randomizer ?? options.Randomizer;
        _opening = new ResiliencePipelineBuilder<ExecSession> { TimeProvider = clock }.AddRetry(options).Build();
    }

    /// <inheritdoc/>
    public async Task<ExecOutput> ExecAsync(NodeHost host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(command);
        await (_places?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        try
        {
            await using var session = await OpenAsync(host, cancellationToken);
            return await RunAsync(session, host.ManageHost, command, patience, cancellationToken);
        }
        finally
        {
            _places?.Release();
        }
    }

    /// <summary>Stops watching pods.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pods.DisposeAsync();
        _places?.Dispose();
    }

    private async Task<ExecSession> OpenAsync(NodeHost host, CancellationToken cancellationToken)
    {
        try
        {
            return await _opening.ExecuteAsync(async token => await TryOpenAsync(host.ManageHost, token), cancellationToken);
        }
        catch (ExecRefusedException e)
        {
            throw new NodeUnreachableException(e.Message, host.ManageHost, e);
        }
    }

    private async Task<ExecSession> TryOpenAsync(string host, CancellationToken cancellationToken)
    {
        GlusterPod? pod = null;
        try
        {
            pod = await _pods.FindAsync(host, cancellationToken);
            return await _opener.OpenAsync(pod, Program, cancellationToken);
        }
        catch (ExecRefusedException e) when (e.IsPodGone || e.IsUnauthorized)
        {
            if (e.IsUnauthorized)
            {
                _connection.ForgetToken();
            }

            if (e.IsPodGone && pod is not null)
            {
                _pods.Forget(pod);
            }

            throw;
        }
    }

    private async Task<ExecOutput> RunAsync(ExecSession session, string host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var input = Encoding.UTF8.GetBytes(command.Render() + "\0");
        try
        {
            return await session.RunAsync(host, input, both.Token);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new NodeOutcomeUnknownException($"{host}: no answer within {patience.TotalSeconds:0} s", host, e);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            throw session.IsStarted
                ? new NodeOutcomeUnknownException($"{host}: the exec's connection broke while a command was sent or ran: {e.Message}", host, e)
                : new NodeUnreachableException($"{host}: the exec's connection broke before the command was sent: {e.Message}", host, e);
        }
    }
}
