using System.Reflection;

namespace Heketi.Conformance.Servers;

/// <summary>Where the built programs are.</summary>
public static class Programs
{
    /// <summary>The server; null when this source tree has none yet.</summary>
    public static string? Server => Find("HEKETI_SERVER_EXE", "ServerExecutable");

    /// <summary>The command line client; null when this source tree has none yet.</summary>
    public static string? Cli => Find("HEKETI_CLI_EXE", "CliExecutable");

    private static string? Find(string variable, string metadata)
    {
        var path = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(path))
        {
            var built = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(item => item.Key == metadata)?.Value;
            path = built is null ? null : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, built));
        }

        return path is null || File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built; set {variable} or build the solution");
    }
}
