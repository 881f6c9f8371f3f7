namespace Heketi.Migration.Gob;

/// <summary>A type that the stream defines.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Name">Name in Go.</param>
/// <param name="Element">Type of elements or of a map's values.</param>
/// <param name="Key">Type of a map's keys.</param>
/// <param name="Fields">Fields of a struct, in order.</param>
internal sealed record GobType(GobKind Kind, string Name, int Element, int Key, IReadOnlyList<(string Name, int Type)> Fields);
