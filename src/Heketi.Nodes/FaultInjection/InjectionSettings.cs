using System.Collections.Immutable;

namespace Heketi.Nodes.FaultInjection;

/// <summary>Section <c>glusterfs.injectexec.command_injection</c>. Of the hooks that match the first one answers.</summary>
/// <param name="Commands"><c>commands</c>: answers in the place of a host.</param>
/// <param name="Results"><c>results</c>: answers that replace a host's.</param>
public sealed record InjectionSettings(ImmutableArray<CommandHook> Commands, ImmutableArray<ResultHook> Results)
{
    /// <summary>No hooks.</summary>
    public static InjectionSettings None { get; } = new([], []);
}
