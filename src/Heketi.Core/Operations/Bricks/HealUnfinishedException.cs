namespace Heketi.Core.Operations.Bricks;

/// <summary>A brick was replaced, and the new one does not have all data yet.</summary>
public sealed class HealUnfinishedException(string message) : Exception(message);
