namespace Heketi.Cli.Topology;

/// <summary>A member of a JSON object, with the line of its name.</summary>
internal sealed record LocatedMember(string Name, int Line, LocatedJson Value);
