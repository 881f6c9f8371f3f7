using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>A command with the commands above it.</summary>
internal sealed record CommandPath(CommandDefinition Command, CommandPath? Parent)
{
    public string FullName => Parent is null ? Command.Name : $"{Parent.FullName} {Command.Name}";

    /// <summary>The command's own flags, help among them, sorted for help.</summary>
    public IEnumerable<FlagDefinition> LocalFlags => Command.Flags
        .Append(new FlagDefinition { Name = "help", Shorthand = 'h', Kind = FlagKind.Boolean, Usage = $"help for {Command.Name}" })
        .OrderBy(flag => flag.Name, StringComparer.Ordinal);

    /// <summary>All flags that may stand behind this command; an own one hides a global one of the same name.</summary>
    public FlagValues NewFlagValues() => new(LocalFlags.Concat(CommandTree.AllGlobalFlags).DistinctBy(flag => flag.Name));

    public CommandPath? Below(string name) =>
        Command.Subcommands.FirstOrDefault(command => command.IsCalled(name)) is { } found ? new CommandPath(found, this) : null;
}
