using System.Collections.Immutable;

namespace Heketi.Core.Operations;

/// <summary>A disk that is to be set up; validated in form.</summary>
public sealed record DeviceOrder(string NodeId, string Name, ImmutableSortedDictionary<string, string> Tags, bool DestroyData);
