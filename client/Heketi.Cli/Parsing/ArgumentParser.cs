using System.Text;

namespace Heketi.Cli.Parsing;

/// <summary>
/// Reads the flags of a command line: <c>--flag value</c>, <c>--flag=value</c>, <c>-f value</c>, <c>-fvalue</c>,
/// <c>-f=value</c>, several letters behind one dash, flags and arguments in any order, <c>--</c> ends the flags.
/// </summary>
/// <remarks>
/// Own code, and not System.CommandLine: what scripts see of this program (the texts of usage errors, help, a flag that is
/// boolean above and takes a file name in one subcommand, unknown subcommands that print help and succeed) is given byte for
/// byte, and that library's own ideas of all these cannot be switched off.
/// </remarks>
internal static class ArgumentParser
{
    /// <summary>Sets the flags found and gives the other arguments.</summary>
    /// <exception cref="UsageException">A flag is unknown, lacks its value or cannot take it.</exception>
    public static IReadOnlyList<string> Parse(IReadOnlyList<string> arguments, FlagValues flags)
    {
        var rest = new Queue<string>(arguments);
        var positional = new List<string>();
        while (rest.TryDequeue(out var argument))
        {
            switch (argument)
            {
                case "--":
                    positional.AddRange(rest);
                    return positional;
                case ['-', '-', ..]:
                    ReadLong(argument[2..], flags, rest);
                    break;
                case ['-', _, ..]:
                    ReadShort(argument[1..], flags, rest);
                    break;
                default:
                    positional.Add(argument);
                    break;
            }
        }

        return positional;
    }

    /// <summary>The arguments with their places, without flags and the values that belong to these.</summary>
    public static IEnumerable<(int Index, string Argument)> Words(IReadOnlyList<string> arguments, FlagValues flags)
    {
        for (var i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            if (TakesNext(arguments[i], flags))
            {
                i++;
            }
            else if (arguments[i] is not ("" or ['-', ..]))
            {
                yield return (i, arguments[i]);
            }
        }
    }

    /// <summary>A flag not known here may belong to a subcommand; it is taken for one with a value.</summary>
    private static bool TakesNext(string argument, FlagValues flags) => !argument.Contains('=', StringComparison.Ordinal) && argument switch
    {
        ['-', '-', .. var name] => flags.Find(name) is not { Kind: FlagKind.Boolean },
        ['-', var letter] => flags.Find(letter) is not { Kind: FlagKind.Boolean },
        _ => false,
    };

    private static void ReadLong(string text, FlagValues flags, Queue<string> rest)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        if (name is "" or ['-', ..])
        {
            throw new UsageException($"bad flag syntax: --{text}");
        }

        var flag = flags.Find(name) ?? throw new UsageException($"unknown flag: --{name}");
        flags.Set(flag, equals >= 0 ? text[(equals + 1)..]
            : flag.Kind is FlagKind.Boolean ? "true"
            : rest.TryDequeue(out var next) ? next
            : throw new UsageException($"flag needs an argument: --{name}"));
    }

    private static void ReadShort(string letters, FlagValues flags, Queue<string> rest)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            var here = $"{GoText.Quote(Rune.GetRuneAt(letters, i))} in -{letters[i..]}";
            var flag = flags.Find(letters[i]) ?? throw new UsageException($"unknown shorthand flag: {here}");
            var behind = letters[(i + 1)..];
            if (flag.Kind is FlagKind.Boolean && behind is not ['=', ..])
            {
                flags.Set(flag, "true");
                continue;
            }

            flags.Set(flag, behind is ['=', _, ..] ? behind[1..]
                : behind.Length > 0 ? behind
                : rest.TryDequeue(out var next) ? next
                : throw new UsageException($"flag needs an argument: {here}"));
            return;
        }
    }
}
