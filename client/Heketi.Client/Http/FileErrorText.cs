namespace Heketi.Client.Http;

/// <summary>Says why a file cannot be opened, in the words that scripts around the Heketi command line know.</summary>
public static class FileErrorText
{
    /// <summary>For example <c>open /a.pem: no such file or directory</c>.</summary>
    public static string Open(string file, Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return $"open {file}: {Reason(file, error)}";
    }

    private static string Reason(string file, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file or directory",
        UnauthorizedAccessException when Directory.Exists(file) => "is a directory",
        UnauthorizedAccessException => "permission denied",
        _ => error.Message,
    };
}
