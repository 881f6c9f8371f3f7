using System.Text;

namespace Heketi.FuzzTests.Grammar;

/// <summary>What no client should send.</summary>
public static class Nasty
{
    /// <summary>JSON tokens, some of them wrong, for the place of a value.</summary>
    public static IReadOnlyList<string> Tokens { get; } =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "0.5", "1e3", "1E+400", "-1e-400", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "2147483647", "2147483648", "-2147483648", "4294967296", "8796093022208", "8796093022207", "17592186044416",
        new('9', 400), "1.", ".5", "01", "+1", "0x10", "NaN", "Infinity", "\"\"", "\"1\"", "[]", "[[]]", "{}", "[null]", "[1]", "[\"\"]", "{\"a\":null}", "{\"\":\"\"}",
        """ "\u0000" """, """ "a\u0000b" """, """ "\ud800" """, """ "\udc00\ud800" """, """ "\u001b[2J\r\n" """, "\"\t\"", "\"\u007f\u0080\ufeff\u202e\"", "\"😀\"",
        """ "$(touch PWNED)" """, """ "`touch PWNED`" """, """ "; touch PWNED #" """, """ "a\ntouch PWNED" """, """ "' ; touch PWNED '" """, """ "*" """,
        """ "-rf" """, """ "--version" """, """ "--xml" """, """ "/dev/--version" """, """ "/dev/../../etc/passwd" """, """ "/" """, """ "//" """, """ "../.." """,
        """ "%s%n%d" """, """ "{0}" """, """ "<script>" """, """ ["$(id)","--remote-host=x","user.x 'a"] """, """ ["all"] """, """ "all" """,
        """ {"a b":"c"} """, """ {"tag":"\u0000"} """, """ {"tag":1} """, """ {"manage":["-a"],"storage":["b;c"]} """, """ "fe80::1%eth0" """, """ "1.2.3.4:5" """,
        "\"" + new string('a', 2000) + "\"", "[" + string.Join(',', Enumerable.Repeat("\"x.y\"", 500)) + "]", new string('[', 600) + new string(']', 600),
    ];

    /// <summary>Whole bodies.</summary>
    public static IReadOnlyList<byte[]> Bodies { get; } =
    [
        [], [0], "\uFEFF{}"u8.ToArray(), [0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0], "null"u8.ToArray(), "[]"u8.ToArray(), "\"\""u8.ToArray(), "7"u8.ToArray(), "{"u8.ToArray(), "{}}"u8.ToArray(),
        "{} {}"u8.ToArray(), "{,}"u8.ToArray(), "{\"a\"}"u8.ToArray(), "{\"a\":}"u8.ToArray(), "{\"\\u12\":1}"u8.ToArray(), "{\"a\":\"\\"u8.ToArray(), "-"u8.ToArray(), "{'a':1}"u8.ToArray(),
        [.. "{\"name\":\""u8, 0xC3, 0x28, 0xF0, 0x9F, 0xED, 0xA0, 0x80, .. "\"}"u8], [.. "{\""u8, 0xFF, .. "\":1}"u8], "{\"name\":\"\0\"}"u8.ToArray(),
        Text(new string('[', 10_000) + new string(']', 10_000)), Text(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000)), Text(new string('[', 10_000)),
        Text("{\"tags\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000) + "}"),
        Text("{\"x\":" + new string('9', 1_000_000) + "}"), Text("{" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"k{i}\":{i}")) + "}"),
    ];

    /// <summary>Headers.</summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "Authorization:", "Authorization: bearer", "Authorization: Bearer a.b.c", "Authorization: Bearer ..", "Authorization: Basic YTpi", "Authorization: Bearer a b c",
        "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJhZG1pbiJ9.", "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.bnVsbA.", "Authorization: Bearer bnVsbA.bnVsbA.bnVsbA",
        "Authorization: Bearer W10.W10.W10", "Authorization: Bearer " + new string('A', 20_000) + ".e30.e30", "Authorization: Bearer " + new string('.', 5000), "Authorization: Bearer \u00ff.\u00fe.\u00fd",
        "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9." + Convert.ToBase64String(Text("{\"iss\":\"admin\",\"exp\":1e400,\"iat\":-9223372036854775808,\"qsh\":\"\\u0000\"}")).TrimEnd('=') + ".AAAA",
        "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9." + Convert.ToBase64String(Text(new string('[', 3000))).TrimEnd('=') + ".AAAA",
        "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 99999999999", "Content-Length: 1\r\nContent-Length: 2", "Content-Length: abc", "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: what",
        "Expect: 100-continue", "Expect: 7", "Host: evil", "Host: \u00ff", "X: " + new string('x', 30_000), "X: " + new string('x', 40_000), "no colon", ": empty", " folded: x", "X-\0: 1", "X: a\0b", "Range: bytes=0-", "Content-Encoding: gzip",
        "Upgrade: h2c", "Accept: \t", "Content-Type: application/json; charset=utf-32", "X-Forwarded-For: 127.0.0.1", string.Join("\r\n", Enumerable.Range(0, 150).Select(i => $"h{i}: {i}")),
    ];

    /// <summary>Targets.</summary>
    public static IReadOnlyList<string> Targets { get; } =
    [
        "/", "//", "/..", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/clusters/", "/clusters//", "//clusters", "/%0d%0aX:%201", "//%0d%0aX:%201", "//a?x=%0d%0a\u00ff", "//a?\u00ff", "/\u00ff", "/%ff", "//%ff%fe", "/%00", "//%00", "/clusters/%00",
        "/%", "/%zz", "//%zz", "/clusters/%2f", "/volumes/%2e", "/volumes/..;/admin", "*", "clusters", "http://evil/clusters", "http://evil//clusters", "evil:443", "?", "/?", "/#", "/clusters?\0", "/clusters\0", "/volumes/" + new string('a', 7000), "/volumes/" + new string('a', 9000), "/" + string.Concat(Enumerable.Repeat("a/", 3000)),
        "/%ed%a0%80", "//%ed%a0%80/", "/queue/a", "/queue/ffffffffffffffffffffffffffffffff", "/db/dump", "/backup/db", "/metrics", "/hello/", "/HELLO", "/devices/aa/resync", "/%c0%af", "//\u0080\u009f", "/operations/pending/aa", "\\clusters", "/\\clusters", "//\\clusters", "/clusters /x",
    ];

    public static IReadOnlyList<string> Methods { get; } = ["GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "PROPFIND", "G", "X-Y", "P\u00d6ST", "(", new('A', 9000)];

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
