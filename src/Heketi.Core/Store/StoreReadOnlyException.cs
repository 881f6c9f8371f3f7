namespace Heketi.Core.Store;

/// <summary>The store was opened for reading only, and a change was asked for. The text is that of the Heketi API.</summary>
public sealed class StoreReadOnlyException() : Exception("database is in read-only mode");
