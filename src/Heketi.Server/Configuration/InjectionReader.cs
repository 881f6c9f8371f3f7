using System.Text.RegularExpressions;
using Heketi.Nodes.FaultInjection;

namespace Heketi.Server.Configuration;

/// <summary>Reads the section <c>injectexec</c>.</summary>
internal static class InjectionReader
{
    /// <summary>No hook may keep a command from ever being sent.</summary>
    private static readonly TimeSpan _matchLimit = TimeSpan.FromSeconds(1);

    public static InjectionSettings Read(SettingsSource source)
    {
        var section = source.Section("command_injection", "CmdInjectionConfig");
        var settings = new InjectionSettings(
            [.. section.Sections("commands", "CmdHook").Select(Command)],
            [.. section.Sections("results", "ResultHook").Select(Result)]);
        section.WarnAboutUnknownKeys();
        source.WarnAboutUnknownKeys();
        return settings;
    }

    private static CommandHook Command(SettingsSource source)
    {
        var hook = new CommandHook(Pattern(source, "Cmd"), source.Text("CondFile"), Reaction(source));
        source.WarnAboutUnknownKeys();
        return hook;
    }

    private static ResultHook Result(SettingsSource source)
    {
        var hook = new ResultHook(Pattern(source, "Result"), Pattern(source, "Cmd"), source.Text("CondFile"), Reaction(source));
        source.WarnAboutUnknownKeys();
        return hook;
    }

    private static Reaction Reaction(SettingsSource source)
    {
        var section = source.Section("Reaction", "Reaction");
        var reaction = new Reaction
        {
            Result = section.Text("Result"),
            Err = section.Text("Err"),
            Pause = TimeSpan.FromSeconds(section.Number("Pause", 0, 0, int.MaxValue)),
            Panic = section.Text("Panic"),
            ExitStatus = (int)section.Number("ExitStatus", 0, int.MinValue, int.MaxValue),
            ErrOutput = section.Text("ErrOutput"),
            ForceErr = section.Flag("ForceErr"),
            ForceErrOutput = section.Flag("ForceErrOutput"),
        };
        section.WarnAboutUnknownKeys();
        return reaction;
    }

    /// <summary>An empty pattern finds itself everywhere, as it does in the original.</summary>
    private static Regex Pattern(SettingsSource source, string key)
    {
        var text = source.Text(key);
        try
        {
            return new(text, RegexOptions.CultureInvariant, _matchLimit);
        }
        catch (RegexParseException e)
        {
            source.Refuse(key, text, $"a regular expression ({e.Message})");
            return new("(?!)", RegexOptions.None, _matchLimit);
        }
    }
}
