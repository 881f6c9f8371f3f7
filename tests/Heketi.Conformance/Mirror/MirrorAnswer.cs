namespace Heketi.Conformance.Mirror;

/// <summary>What the mirror is about to answer; a test may bend it.</summary>
public sealed record MirrorAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);
