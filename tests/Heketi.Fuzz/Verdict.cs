using Heketi.FuzzTests.Http;

namespace Heketi.FuzzTests;

/// <summary>What an answer may be.</summary>
public static class Verdict
{
    /// <summary>Starts of the texts with which requests that are well-formed fail (status 500 of the Heketi API).</summary>
    private static readonly string[] BusinessErrors =
    [
        "Failed to allocate new volume: ", "Failed to allocate volume expansion: ", "Failed to set up volume delete: ", "Cannot move a failed/removed ",
        "Device already in use", "Device must be offline before remove operation is performed", "Node must be offline before remove operation is performed",
        "Unable to remove device [", "Unable to remove node [", "Failed to delete device ", "Unable to delete volume ", "Gluster has a volume named ",
        "Cannot replace brick ", "No Replacement was found for resource requested to be removed: ", "Unable to delete device [",
        "The target exists, contains other items, or is in use.", "Failed clone volume ", "Failed to set block restriction: ",
        "Failed to allocate new block volume: ", "Failed to allocate block volume expansion: ", "Failed to set up block volume delete: ",
    ];

    private static readonly string[] SignsOfBugs = ["   at ", "Exception", "internal error", "(Parameter '"];

    /// <summary>What is wrong with it, or null.</summary>
    public static string? On(RawAnswer? answer) => answer switch
    {
        null => "no HTTP answer",
        _ when SignsOfBugs.FirstOrDefault(sign => answer.Body.Contains(sign, StringComparison.Ordinal)) is { } sign => $"\"{sign}\" in: {Short(answer.Body)}",
        { Status: < 500 or 501 } => null,
        { Status: 500 } when BusinessErrors.Any(text => answer.Body.StartsWith(text, StringComparison.Ordinal)) => null,
        _ => $"status {answer.Status}: {Short(answer.Body)}",
    };

    private static string Short(string text) => text.Length > 300 ? text[..300] : text;
}
