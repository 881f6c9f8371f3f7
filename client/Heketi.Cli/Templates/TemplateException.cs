namespace Heketi.Cli.Templates;

/// <summary>A template cannot be read or run. The message is the original's.</summary>
internal sealed class TemplateException(string message) : Exception(message);
