namespace Heketi.Core.Store;

/// <summary>The store cannot write any more. The acknowledged changes are safe; the server has to be restarted.</summary>
public sealed class StoreFailedException(string message, Exception? inner = null) : Exception(message, inner);
