namespace Heketi.Server.Authentication;

/// <summary>Base64 of tokens (RFC 4648 section 5, no padding), with Go's error texts.</summary>
internal static class Base64Url
{
    /// <exception cref="JwtException">Not base64.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length * 3 / 4];
        var (buffer, bits, count) = (0, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var value = ValueOf(text[i]);
            if (value < 0)
            {
                throw Illegal(i);
            }

            buffer = (buffer << 6) | value;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[count++] = (byte)(buffer >> bits);
            }
        }

        return text.Length % 4 == 1 ? throw Illegal(text.Length - 1) : bytes;
    }

    private static JwtException Illegal(int index) => new($"illegal base64 data at input byte {index}");

    private static int ValueOf(char letter) => letter switch
    {
        >= 'A' and <= 'Z' => letter - 'A',
        >= 'a' and <= 'z' => letter - 'a' + 26,
        >= '0' and <= '9' => letter - '0' + 52,
        '-' => 62,
        '_' => 63,
        _ => -1,
    };
}
