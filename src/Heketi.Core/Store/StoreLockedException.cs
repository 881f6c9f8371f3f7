namespace Heketi.Core.Store;

/// <summary>Another process has the database open.</summary>
public sealed class StoreLockedException(string message, Exception? inner = null) : Exception(message, inner);
