namespace Heketi.Core.Placement;

/// <summary>A way to split a volume that was tried and did not fit.</summary>
/// <param name="BrickKiB">Size of the bricks, KiB.</param>
/// <param name="Sets">Brick sets.</param>
internal readonly record struct Attempt(ulong BrickKiB, long Sets);
