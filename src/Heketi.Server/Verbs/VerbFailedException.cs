namespace Heketi.Server.Verbs;

/// <summary>A command cannot go on. The message is for the admin.</summary>
internal sealed class VerbFailedException(string message, Exception? inner = null) : Exception(message, inner);
