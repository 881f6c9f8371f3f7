using System.Collections.Immutable;

namespace Heketi.Nodes.Commands;

/// <summary>What a script's output tells.</summary>
/// <param name="Started">The script began.</param>
/// <param name="Ended">It came to its end, be it by a failed step.</param>
/// <param name="Steps">The steps.</param>
internal sealed record BatchReading(bool Started, bool Ended, ImmutableArray<StepResult> Steps);
