using System.Reflection;

namespace Heketi.Conformance.Servers;

/// <summary>Where the built programs are.</summary>
public static class Programs
{
    /// <summary>The server.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static string Server => Find("HEKETI_SERVER_EXE", "ServerExecutable");

    /// <summary>The command line client.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static string Cli => Find("HEKETI_CLI_EXE", "CliExecutable");

    private static string Find(string variable, string metadata)
    {
        var path = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(path))
        {
            var built = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == metadata).Value!;
            path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, built));
        }

        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built; set {variable} or build the solution");
    }
}
