using System.Text;
using System.Text.Json;
using Heketi.Contracts;
using Heketi.Contracts.Json;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Volumes;

namespace Heketi.Server.Tests.Contracts;

public sealed class GoJsonTests
{
    [Theory]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("hello", "invalid character 'h' looking for beginning of value")]
    [InlineData("{} x", "invalid character 'x' after top-level value")]
    [InlineData("{}{}", "invalid character '{' after top-level value")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("{\"a\":1 2}", "invalid character '2' after object key:value pair")]
    [InlineData("[1,]", "invalid character ']' looking for beginning of value")]
    [InlineData("{'a':1}", "invalid character '\\'' looking for beginning of object key string")]
    [InlineData("\"a\tb\"", "invalid character '\\t' in string literal")]
    [InlineData("\"\\x\"", "invalid character 'x' in string escape code")]
    [InlineData("-", "unexpected end of JSON input")]
    [InlineData("1.x", "invalid character 'x' after decimal point in numeric literal")]
    [InlineData("trux", "invalid character 'x' in literal true (expecting 'e')")]
    [InlineData("\uFEFF{}", "invalid character 'ï' looking for beginning of value")]
    public void Errors_have_the_words_of_Go(string json, string error) =>
        FluentActions.Invoking(() => GoJsonParser.Parse(Encoding.UTF8.GetBytes(json))).Should().Throw<GoJsonException>().WithMessage(error);

    [Fact]
    public void Deep_nesting_is_refused_before_the_stack_is_used_up() =>
        FluentActions.Invoking(() => GoJsonParser.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000)))).Should().Throw<GoJsonException>();

    [Theory]
    [InlineData("\"\\ud800\"", "\uFFFD")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"\\ud800\\u0041\"", "\uFFFDA")]
    [InlineData("\"a\\n\\u00e4\\/\"", "a\nä/")]
    public void Escapes_are_resolved(string json, string text) => GoJsonParser.Parse(Encoding.UTF8.GetBytes(json)).Text.Should().Be(text);

    [Theory]
    [InlineData("""{"file":true,"FILE":null}""", true)]
    [InlineData("""{"file":true,"file":false}""", false)]
    [InlineData("""{"FiLe":true}""", true)]
    public void Fields_are_taken_as_Go_takes_them(string json, bool file) =>
        RequestReader.ClusterCreate(Encoding.UTF8.GetBytes(json)).File.Should().Be(file);

    [Theory]
    [InlineData("<a> & \"b\" \\ ' + \u2028 é 😀 \u007f", "\"\\u003ca\\u003e \\u0026 \\\"b\\\" \\\\ ' + \\u2028 é 😀 \u007f\"")]
    [InlineData("\b\f\n\r\t\u0001", "\"\\u0008\\u000c\\n\\r\\t\\u0001\"")]
    public void Strings_are_written_as_Go_writes_them(string text, string json)
    {
        var written = JsonSerializer.Serialize(new VolumeListResponse { Volumes = [text] }, HeketiJson.Wire.VolumeListResponse);
        written.Should().Be($"{{\"volumes\":[{json}]}}");
    }

    [Theory]
    [InlineData(1f, "1")]
    [InlineData(1.3f, "1.3")]
    [InlineData(1e20f, "100000000000000000000")]
    [InlineData(1e21f, "1e+21")]
    [InlineData(1e-7f, "1e-7")]
    public void Floats_are_written_as_Go_writes_them(float value, string json) => JsonSerializer
        .Serialize(new VolumeSnapshot { Factor = value }, HeketiJson.Wire.VolumeSnapshot)
        .Should().Be($$"""{"enable":false,"factor":{{json}}}""");
}
