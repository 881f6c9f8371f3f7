using System.Collections.Immutable;

namespace Heketi.Core.Operations;

/// <summary>A node that is to join; validated in form.</summary>
public sealed record NodeOrder(
    string ClusterId,
    int Zone,
    ImmutableArray<string> ManageHostnames,
    ImmutableArray<string> StorageHostnames,
    ImmutableSortedDictionary<string, string> Tags);
