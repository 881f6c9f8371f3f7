namespace Heketi.Cli.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Grade">How bad it is.</param>
/// <param name="Text">What is so.</param>
/// <param name="Advice">What to do about it; null where nothing is to do.</param>
internal sealed record Finding(Grade Grade, string Text, string? Advice = null);
