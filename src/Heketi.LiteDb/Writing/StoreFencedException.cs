namespace Heketi.LiteDb.Writing;

/// <summary>This process has no right to the database any more.</summary>
internal sealed class StoreFencedException()
    : Exception("this process has lost its lease on it, another one may have taken over. The change was not acknowledged and is not kept.");
