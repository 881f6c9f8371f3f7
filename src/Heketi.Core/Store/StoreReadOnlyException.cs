namespace Heketi.Core.Store;

/// <summary>The store was opened for reading only, and a change was asked for.</summary>
public sealed class StoreReadOnlyException(string message) : Exception(message);
