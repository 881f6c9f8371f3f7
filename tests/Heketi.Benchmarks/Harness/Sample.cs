namespace Heketi.Benchmarks.Harness;

/// <summary>What one operation cost in one round.</summary>
/// <param name="Wall">Time, µs.</param>
/// <param name="Cpu">Processor time of the whole process, µs.</param>
/// <param name="Allocated">Allocated memory, bytes.</param>
internal readonly record struct Sample(double Wall, double Cpu, double Allocated);
