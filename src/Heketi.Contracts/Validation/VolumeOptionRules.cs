using System.Text;

namespace Heketi.Contracts.Validation;

/// <summary>
/// What volume options may not be: they become words of the gluster command, and what gluster takes for an option of its own,
/// wherever it stands, starts with two dashes.
/// </summary>
internal static class VolumeOptionRules
{
    private const int MaxOptions = 128;
    private const int MaxBytes = 16 * 1024;

    /// <summary>Why they are refused, or null.</summary>
    public static string? Check(IReadOnlyList<string>? options)
    {
        if (options is null)
        {
            return null;
        }

        // All of them have to fit into one command of the storage node
        var bytes = options.Sum(option => (long)Encoding.UTF8.GetByteCount(option));
        return options.Count > MaxOptions ? $"too many options specified ({options.Count}), up to {MaxOptions} supported"
            : bytes > MaxBytes ? $"too long ({bytes} bytes), up to {MaxBytes} bytes supported"
            : options.Select((option, i) => Check(option, i + 1)).FirstOrDefault(error => error is not null);
    }

    private static string? Check(string option, int number)
    {
        if (option.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)))
        {
            return $"option {number} contains a control character, remove it";
        }

        return option.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal))
            is { } word ? $"option {number}: {word} starts with --, which gluster takes for an option of its command; use a name and a value" : null;
    }
}
