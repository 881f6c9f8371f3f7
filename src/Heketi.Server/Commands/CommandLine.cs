namespace Heketi.Server.Commands;

/// <summary>The flags of the server, read as Heketi v10 reads them.</summary>
/// <param name="Config">--config.</param>
/// <param name="DisableAuth">--disable-auth.</param>
/// <param name="Help">--help, -h or help.</param>
/// <param name="Version">--version or -v.</param>
/// <param name="Command">The first word that is no flag.</param>
/// <param name="Error">What is wrong.</param>
public sealed record CommandLine(
    string Config = "", bool DisableAuth = false, bool Help = false, bool Version = false, string Command = "", string? Error = null)
{
    /// <summary>Text of --help.</summary>
    public const string HelpText = """
        Heketi is a restful volume management server

        Usage:
          heketi [flags]
          heketi [command]

        Examples:
        heketi --config=/config/file/path/

        Available Commands:
          completion  generate the autocompletion script for the specified shell
          db          heketi db management
          help        Help about any command
          offline     perform offline operations

        Flags:
              --config string   Configuration file
              --disable-auth    Disable JWT Authentication
          -h, --help            help for heketi
          -v, --version         Show version

        Use "heketi [command] --help" for more information about a command.
        """;

    /// <summary>Reads the arguments.</summary>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var result = new CommandLine();
        for (var i = 0; i < arguments.Count && result.Error is null; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (name == "--config" && value is null)
            {
                result = ++i < arguments.Count
                    ? result with { Config = arguments[i] }
                    : result with { Error = "flag needs an argument: --config" };
            }
            else
            {
                result = result.With(name, value);
            }
        }

        return result;
    }

    private CommandLine With(string name, string? value) => name switch
    {
        "--config" => this with { Config = value ?? "" },
        "--disable-auth" => IsOn(value) is { } on ? this with { DisableAuth = on } : BadFlag(name, value),
        "--help" or "-h" => IsOn(value) is { } on ? this with { Help = on } : BadFlag(name, value),
        "--version" or "-v" => IsOn(value) is { } on ? this with { Version = on } : BadFlag(name, value),
        _ when name.StartsWith("--", StringComparison.Ordinal) && name.Length > 2 => this with { Error = "unknown flag: " + name },
        ['-', var letter, ..] => this with { Error = $"unknown shorthand flag: '{letter}' in {name}" },
        _ => Command.Length == 0 ? this with { Command = name } : this,
    };

    private CommandLine BadFlag(string name, string? value) =>
        this with { Error = $"invalid argument \"{value}\" for \"{name}\" flag: allowed: true, false" };

    private static bool? IsOn(string? value) => value switch
    {
        null or "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return argument.StartsWith('-') && equals > 0 ? (argument[..equals], argument[(equals + 1)..]) : (argument, null);
    }
}
