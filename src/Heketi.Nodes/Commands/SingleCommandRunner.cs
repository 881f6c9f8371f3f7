using Heketi.Core.Nodes;

namespace Heketi.Nodes.Commands;

/// <summary>Sends each command as a batch of its own.</summary>
/// <param name="batches">What runs batches.</param>
public sealed class SingleCommandRunner(IBatchRunner batches) : ICommandRunner
{
    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(NodeHost host, CommandLine command, TimeSpan limit, CancellationToken cancellationToken)
    {
        var result = await batches.RunAsync(host, new([new CommandStep(command) { MayFail = true }], limit), cancellationToken);
        return result.Steps[0].Main
            ?? throw new NodeOutcomeUnknownException($"{result.Host.ManageHost}: no result of: {command}", result.Host.ManageHost);
    }
}
