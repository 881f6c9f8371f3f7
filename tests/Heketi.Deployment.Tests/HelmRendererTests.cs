using Heketi.Deployment.Tests.Helm;

namespace Heketi.Deployment.Tests;

/// <summary>The renderer does what Helm does, and refuses what it does not know. The expected texts were measured with Go's text/template and Sprig.</summary>
public sealed class HelmRendererTests
{
    [Theory]
    [InlineData("a: {{ .Values.x }}", "x: b", "a: b")]
    [InlineData("a\n{{- if .Values.x }}\nb\n{{- else }}\nc\n{{- end }}\nd", "x: \"\"", "a\nc\nd")]
    [InlineData("{{ if .Values.x -}}  b{{ else if eq .Values.z \"w\" }}c{{ end }}", "x: {}\nz: w", "c")]
    [InlineData("{{/* no */}}a{{- /* no */ -}} b", "x: 1", "ab")]
    [InlineData("{{ .Values.x | quote }}", "x: 'a\"b\\c'", "\"a\\\"b\\\\c\"")]
    [InlineData("{{ .Values.x }} {{ int .Values.x }} {{ .Values.z }}", "x: 1000000\nz: 8080", "1e+06 1000000 8080")]
    [InlineData("a:{{ toYaml .Values.x | nindent 2 }}", "x: { b: [ { c: 1, d: \"2\" } ], a: { e: \"yes\" } }", "a:\n  a:\n    e: \"yes\"\n  b:\n  - c: 1\n    d: \"2\"")]
    [InlineData("{{ .Values.x | toJson }}", "x: { b: 1, a: [ true, null ] }", "{\"a\":[true,null],\"b\":1}")]
    [InlineData("{{ define \"n\" }}<{{ .Release.Name }}>{{ end }}{{ include \"n\" . | quote }}", "x: 1", "\"<heketi>\"")]
    [InlineData("{{ if and .Values.x (not .Values.z) }}a{{ end }}{{ if or .Values.z .Values.x }}b{{ end }}", "x: 1\nz: false", "ab")]
    public void Renders(string template, string values, string expected) => HelmChart.Render(template, values).Should().Be(expected);

    [Theory]
    [InlineData("{{ .Values.y }}", "there is no y")]
    [InlineData("{{ range .Values.x }}{{ end }}", "not in the subset")]
    [InlineData("{{ with .Values.x }}{{ end }}", "not in the subset")]
    [InlineData("{{ $a := .Values.x }}", "not in the subset")]
    [InlineData("{{ .Values.x | upper }}", "there is no function upper in the subset")]
    [InlineData("{{ if .Values.x }}", "has no end")]
    [InlineData("{{ end }}", "without a beginning")]
    [InlineData("{{ .Values.x", "braces without a pair")]
    [InlineData("{{ include \"n\" . }}", "no template n")]
    [InlineData("{{ .Values }}", "without toYaml")]
    [InlineData("{{ quote (.Values.x }}", "not closed")]
    public void Refuses(string template, string message) =>
        FluentActions.Invoking(() => HelmChart.Render(template, "x: 1")).Should().Throw<ChartException>().WithMessage($"*{message}*");

    [Fact]
    public void Refuses_words_that_are_sometimes_booleans() =>
        FluentActions.Invoking(() => YamlText.Read("a: yes").ToList()).Should().Throw<ChartException>().WithMessage("*quotes*");
}
