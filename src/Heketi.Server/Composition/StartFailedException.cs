namespace Heketi.Server.Composition;

/// <summary>The server cannot start. The message is for the admin.</summary>
public sealed class StartFailedException(string message, Exception? inner = null) : Exception(message, inner);
