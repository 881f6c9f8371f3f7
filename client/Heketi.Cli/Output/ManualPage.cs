using System.Text;
using Heketi.Cli.Commands;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Output;

/// <summary>The manual page in the format of man(7), made from the tables of commands and flags.</summary>
internal static class ManualPage
{
    public static string Text()
    {
        var text = new StringBuilder("""
            .\" Made by: heketi-cli man
            .TH HEKETI\-CLI 1
            .SH NAME
            heketi\-cli \- command line of Heketi, the manager of GlusterFS storage
            .SH SYNOPSIS
            .B heketi\-cli
            .I command
            .RI [ arguments ]
            .RI [ flags ]
            .SH DESCRIPTION
            Sends requests to a Heketi server and shows its answers. Work that takes long is waited for; on a terminal a line shows how it goes on.
            .SH COMMANDS

            """);
        foreach (var command in CommandTree.Root.Subcommands)
        {
            AppendCommand(text, new CommandPath(CommandTree.Root, null).Below(command.Name)!);
        }

        text.Append(".SH FLAGS OF EVERY COMMAND\n");
        AppendFlags(text, CommandTree.AllGlobalFlags.OrderBy(flag => flag.Name, StringComparer.Ordinal));
        return text.Append("""
            .SH ENVIRONMENT
            .TP
            .B HEKETI_CLI_SERVER
            Address of the server; \fB\-\-server\fR goes before it.
            .TP
            .B HEKETI_CLI_USER
            Name of the user, admin or user; \fB\-\-user\fR goes before it.
            .TP
            .B HEKETI_CLI_KEY
            Secret key of the user; \fB\-\-secret\fR goes before it, but others on the machine can see it there.
            .TP
            .B HTTP_PROXY, HTTPS_PROXY, NO_PROXY
            The usual; no proxy is used together with \fB\-\-tls\-cert\fR and \fB\-\-insecure\-tls\fR.
            .SH EXIT STATUS
            0 when all went well, 255 when not, 130 after Ctrl\-C.

            """).ToString();
    }

    private static void AppendCommand(StringBuilder text, CommandPath path)
    {
        if (path.Command.Action is not null)
        {
            text.Append($".SS {Escaped(path.FullName["heketi-cli ".Length..])}{Escaped(path.Command.Use[path.Command.Name.Length..])}\n");
            text.Append($"{Escaped(path.Command.Short)}.\n");
            AppendAliases(text, path.Command);
            AppendFlags(text, path.Command.Flags);
            if (path.Command.Example is { } example)
            {
                text.Append($".PP\n.nf\n{Escaped(example.TrimEnd('\n'))}\n.fi\n");
            }
        }

        foreach (var command in path.Command.Subcommands)
        {
            AppendCommand(text, path.Below(command.Name)!);
        }
    }

    private static void AppendAliases(StringBuilder text, CommandDefinition command)
    {
        if (command.Aliases.Count > 0)
        {
            text.Append($"Other names: {Escaped(string.Join(", ", command.Aliases))}.\n");
        }
    }

    private static void AppendFlags(StringBuilder text, IEnumerable<FlagDefinition> flags)
    {
        foreach (var flag in flags)
        {
            var letter = flag.Shorthand is { } given ? $"\\-{given}, " : "";
            var value = flag.Kind switch
            {
                FlagKind.Boolean => "",
                FlagKind.Integer or FlagKind.Number => " \\fInumber\\fR",
                FlagKind.TextList => " \\fIlist\\fR",
                _ => " \\fItext\\fR",
            };
            var usage = string.Join('\n', flag.Usage.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            text.Append($".TP\n\\fB{letter}\\-\\-{Escaped(flag.Name)}\\fR{value}\n{Escaped(usage)}\n{(flag.Default is null ? "" : $"(default {Escaped(flag.Default)})\n")}");
        }
    }

    /// <summary>A dash is a minus sign in man pages unless escaped; a line must not begin with a dot or quote.</summary>
    private static string Escaped(string text) => string.Join('\n', text
        .Replace("\\", "\\e", StringComparison.Ordinal)
        .Replace("-", "\\-", StringComparison.Ordinal)
        .Split('\n')
        .Select(line => line is ['.' or '\'', ..] ? $"\\&{line}" : line));
}
