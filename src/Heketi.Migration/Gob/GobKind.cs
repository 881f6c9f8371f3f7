namespace Heketi.Migration.Gob;

/// <summary>Kinds of types that a stream defines itself. The numbers are those of gob's wireType fields.</summary>
internal enum GobKind
{
    /// <summary>A fixed number of elements.</summary>
    Array = 1,

    /// <summary>Any number of elements.</summary>
    Slice = 2,

    /// <summary>Named fields.</summary>
    Struct = 3,

    /// <summary>Keys and values.</summary>
    Map = 4,

    /// <summary>Bytes that the type itself encoded (GobEncoder and its like).</summary>
    Opaque = 5,
}
