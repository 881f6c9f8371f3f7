using System.Text.Json.Nodes;

namespace Heketi.FuzzTests.Grammar;

/// <summary>A changing request of the API.</summary>
/// <param name="Method">Method.</param>
/// <param name="Path">Path with <c>{id}</c> for an id.</param>
/// <param name="IdKind">What the id is of.</param>
/// <param name="Reader">What reads its body: the method of RequestReader; null when it has none.</param>
/// <param name="Weight">How often it comes.</param>
/// <param name="Body">A body that is mostly right.</param>
public sealed record ApiCall(string Method, string Path, string IdKind, string? Reader, int Weight, Func<Random, KnownIds, JsonObject> Body);
