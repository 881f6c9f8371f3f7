using System.Globalization;
using System.Text;

namespace Heketi.Contracts.Json;

/// <summary>Strings of JSON documents as Go reads and quotes them.</summary>
internal static class GoJsonText
{
    /// <summary>A byte in an error text, as Go quotes it: every byte counts as a character of its own.</summary>
    public static string Quote(byte b) => b switch
    {
        (byte)'\'' => "'\\''",
        (byte)'\\' => "'\\\\'",
        (byte)'\a' => "'\\a'",
        (byte)'\b' => "'\\b'",
        (byte)'\f' => "'\\f'",
        (byte)'\n' => "'\\n'",
        (byte)'\r' => "'\\r'",
        (byte)'\t' => "'\\t'",
        (byte)'\v' => "'\\v'",
        < 0x20 or 0x7F => $"'\\x{b:x2}'",
        (>= 0x80 and <= 0xA0) or 0xAD => $"'\\u00{b:x2}'",
        _ => $"'{(char)b}'",
    };

    /// <summary>Resolves escapes whose form was checked. Lone surrogates become U+FFFD.</summary>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var escape = raw.IndexOf((byte)'\\');
            if (escape < 0)
            {
                text.Append(Encoding.UTF8.GetString(raw));
                break;
            }

            text.Append(Encoding.UTF8.GetString(raw[..escape]));
            raw = raw[(escape + 1)..];
            if (raw[0] is not (byte)'u')
            {
                text.Append(Simple(raw[0]));
                raw = raw[1..];
                continue;
            }

            var unit = CodeUnit(raw[1..]);
            raw = raw[5..];
            if (char.IsHighSurrogate(unit) && raw.StartsWith("\\u"u8) && char.IsLowSurrogate(CodeUnit(raw[2..])))
            {
                text.Append(unit).Append(CodeUnit(raw[2..]));
                raw = raw[6..];
            }
            else
            {
                text.Append(char.IsSurrogate(unit) ? '\uFFFD' : unit);
            }
        }

        return text.ToString();
    }

    private static char Simple(byte letter) => letter switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)letter,
    };

    private static char CodeUnit(ReadOnlySpan<byte> hex) =>
        (char)ushort.Parse(hex[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
