namespace Heketi.Migration;

/// <summary>A document cannot be taken over. The message names the entry and says why.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
