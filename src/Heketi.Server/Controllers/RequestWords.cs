using System.Collections.Immutable;
using Heketi.Contracts.Common;
using Heketi.Core.Operations;
using Heketi.Core.Topology;

namespace Heketi.Server.Controllers;

/// <summary>Words of validated requests in the domain's terms.</summary>
internal static class RequestWords
{
    public static EntryState StateOf(StateRequest request) => request.State switch
    {
        "offline" => EntryState.Offline,
        "failed" => EntryState.Failed,
        _ => EntryState.Online,
    };

    public static bool ChecksHeals(StateRequest request) => request.HealCheck is not "disable";

    public static TagsChange ChangeOf(TagsChangeRequest request) => new(
        request.ChangeType switch
        {
            "update" => TagsChangeKind.Update,
            "delete" => TagsChangeKind.Delete,
            _ => TagsChangeKind.Set,
        },
        TagsOf(request.Tags));

    public static ImmutableSortedDictionary<string, string> TagsOf(IReadOnlyDictionary<string, string>? tags) =>
        tags is null ? EntryTags.None : EntryTags.None.AddRange(tags);
}
