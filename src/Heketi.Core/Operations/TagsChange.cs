using System.Collections.Immutable;

namespace Heketi.Core.Operations;

/// <summary>A change of tags.</summary>
/// <param name="Kind">How.</param>
/// <param name="Tags">Tags; of a delete only the names count.</param>
public sealed record TagsChange(TagsChangeKind Kind, ImmutableSortedDictionary<string, string> Tags)
{
    /// <summary>The tags after the change.</summary>
    public ImmutableSortedDictionary<string, string> ApplyTo(ImmutableSortedDictionary<string, string> old)
    {
        ArgumentNullException.ThrowIfNull(old);
        return Kind switch
        {
            TagsChangeKind.Set => Tags,
            TagsChangeKind.Update => old.SetItems(Tags),
            _ => old.RemoveRange(Tags.Keys),
        };
    }
}
