using Heketi.Cli.Parsing;
using Heketi.Contracts.Common;

namespace Heketi.Cli.Commands;

/// <summary>Reads the arguments of <c>settags</c> and <c>rmtags</c>: an id and tags.</summary>
internal static class TagArguments
{
    private const string IdMissing = "id required";

    /// <exception cref="UsageException">The id or the tags are missing, or a tag has no colon.</exception>
    public static (string Id, TagsChangeRequest Change) ToSet(CommandContext context)
    {
        var id = context.Argument(0, IdMissing);
        var pairs = context.Arguments.Skip(1).ToList();
        if (pairs.Count == 0)
        {
            throw new UsageException("at least one tag:value pair expected");
        }

        var tags = new Dictionary<string, string>();
        foreach (var pair in pairs)
        {
            var parts = pair.Split(':', 2);
            tags[parts[0]] = parts.Length == 2
                ? parts[1]
                : throw new UsageException($"expected colon (:) between tag name and value, got: {pair}");
        }

        return (id, new TagsChangeRequest { Tags = tags, ChangeType = context.Flags.Boolean("exact") ? "set" : "update" });
    }

    /// <exception cref="UsageException">The id or the tags are missing, or there are tags besides <c>--all</c>.</exception>
    public static (string Id, TagsChangeRequest Change) ToRemove(CommandContext context)
    {
        var id = context.Argument(0, IdMissing);
        var names = context.Arguments.Skip(1).Distinct().ToDictionary(name => name, _ => "");
        return (context.Flags.Boolean("all"), names.Count) switch
        {
            (true, > 0) => throw new UsageException("--all may not be combined with named tags"),
            (false, 0) => throw new UsageException("at least one tag expected"),
            (var all, _) => (id, new TagsChangeRequest { Tags = names, ChangeType = all ? "set" : "delete" }),
        };
    }
}
