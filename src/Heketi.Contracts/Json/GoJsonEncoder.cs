using System.Text;
using System.Text.Encodings.Web;

namespace Heketi.Contracts.Json;

/// <summary>
/// Escapes strings as Go's encoder does: control characters, quotes, backslashes, &lt;, &gt;, &amp; and the two line separators of
/// JavaScript; everything else stays as it is.
/// </summary>
public sealed unsafe class GoJsonEncoder : JavaScriptEncoder
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly GoJsonEncoder Instance = new();

    private GoJsonEncoder()
    {
    }

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar is < 0x20 or '"' or '\\' or '<' or '>' or '&' or 0x2028 or 0x2029;

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < span.Length; i++)
        {
            if (WillEncode(span[i]))
            {
                return i;
            }

            if (char.IsSurrogate(span[i]))
            {
                if (!char.IsHighSurrogate(span[i]) || i + 1 == span.Length || !char.IsLowSurrogate(span[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        if (!WillEncode(unicodeScalar))
        {
            return new Rune(unicodeScalar).TryEncodeToUtf16(output, out numberOfCharactersWritten);
        }

        Span<char> escaped = ['\\', 'u', '0', '0', '0', '0'];
        escaped = unicodeScalar switch
        {
            '"' or '\\' => ['\\', (char)unicodeScalar],
            '\n' => ['\\', 'n'],
            '\r' => ['\\', 'r'],
            '\t' => ['\\', 't'],
            _ => WithHex(escaped, unicodeScalar),
        };
        numberOfCharactersWritten = escaped.TryCopyTo(output) ? escaped.Length : 0;
        return numberOfCharactersWritten > 0;
    }

    private static Span<char> WithHex(Span<char> escaped, int unicodeScalar)
    {
        const string digits = "0123456789abcdef";
        for (var i = 5; i > 1; i--, unicodeScalar >>= 4)
        {
            escaped[i] = digits[unicodeScalar & 15];
        }

        return escaped;
    }
}
