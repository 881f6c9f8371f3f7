namespace Heketi.Cli.Templates;

/// <summary>Where something stands in a template, and its text, for errors.</summary>
internal sealed record Position(int Line, int Column, string Text);
