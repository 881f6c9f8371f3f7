namespace Heketi.LiteDb;

/// <summary>What a store has written since it was opened.</summary>
/// <param name="Commits">Durable writes; changes that wait together share one.</param>
/// <param name="Documents">Records that were put or removed by them.</param>
/// <param name="Time">Time spent in them.</param>
public sealed record StoreStatistics(long Commits, long Documents, TimeSpan Time);
