namespace Heketi.Migration.Bolt;

/// <summary>A key and its value, and where the value lies.</summary>
/// <param name="Page">Number of its page.</param>
/// <param name="Offset">Offset of the value in the file, bytes.</param>
/// <param name="IsBucket">The value is a bucket.</param>
/// <param name="Key">Key.</param>
/// <param name="Value">Value; a part of the file, not a copy.</param>
internal readonly record struct BoltItem(long Page, long Offset, bool IsBucket, string Key, ReadOnlyMemory<byte> Value);
