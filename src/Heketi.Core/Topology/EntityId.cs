using System.Buffers;
using System.Security.Cryptography;

namespace Heketi.Core.Topology;

/// <summary>Ids of the Heketi API: 16 random bytes as 32 lower case hex digits.</summary>
public static class EntityId
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new id; unguessable, and unique without asking anybody.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether <paramref name="text"/> has the form of an id.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: 32 } && text.AsSpan().IndexOfAnyExcept(HexDigits) < 0;
}
