namespace Heketi.Server.Verbs;

/// <summary>A flag of a command.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Type">string, strings (separated by commas), or empty: on or off.</param>
/// <param name="Help">What it is for.</param>
internal sealed record VerbFlag(string Name, string Type, string Help);
