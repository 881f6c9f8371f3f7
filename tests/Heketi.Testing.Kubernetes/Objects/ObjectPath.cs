using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes.Objects;

/// <summary>What a URL of the API names.</summary>
internal sealed record ObjectPath(ObjectKey Key, string Subresource)
{
    /// <summary>/api/v1/namespaces/NS/KIND[/NAME[/SUB]] or /apis/GROUP/VERSION/namespaces/...; null: anything else.</summary>
    public static ObjectPath? Parse(PathString path)
    {
        var words = path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var start = Array.IndexOf(words, "namespaces");
        var isApi = words is ["api", "v1", ..] && start == 2 || words is ["apis", ..] && start == 3;
        return isApi && words.Length - start is >= 3 and <= 5
            ? new(new(words[start + 1], words[start + 2], words.ElementAtOrDefault(start + 3) ?? ""), words.ElementAtOrDefault(start + 4) ?? "")
            : null;
    }
}
