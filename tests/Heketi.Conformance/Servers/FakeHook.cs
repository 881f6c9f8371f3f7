using System.Text.Json.Nodes;

namespace Heketi.Conformance.Servers;

/// <summary>An answer in the place of a simulated host, as a recording needs it.</summary>
/// <param name="Switch">It counts while this switch of the scenario is on; empty: always.</param>
/// <param name="Command">Which commands, as a pattern.</param>
/// <param name="Reaction">The answer.</param>
/// <param name="AfterTheCommand">The command runs, and only what it says is replaced.</param>
public sealed record FakeHook(string Switch, string Command, JsonObject Reaction, bool AfterTheCommand = false)
{
    /// <summary>The command fails with this on stderr.</summary>
    public static FakeHook Fails(string name, string command, string error) => new(name, command, new JsonObject { ["Err"] = error });

    /// <summary>The command does its work, but says that it failed.</summary>
    public static FakeHook FailsAfterwards(string name, string command, string error) => Fails(name, command, error) with { AfterTheCommand = true };

    /// <summary>The command prints this.</summary>
    public static FakeHook Prints(string name, string command, string output) => new(name, command, new JsonObject { ["Result"] = output });

    /// <summary>The command takes this much longer.</summary>
    public static FakeHook Delays(string name, string command, int seconds) => new(name, command, new JsonObject { ["Pause"] = seconds });

    /// <summary>The entry of the server's configuration.</summary>
    /// <param name="folder">Where the switches' files are.</param>
    public JsonObject ToJson(string folder)
    {
        var json = new JsonObject { ["Cmd"] = Command, ["CondFile"] = Switch.Length > 0 ? FileOf(folder, Switch) : "", [nameof(Reaction)] = Reaction.DeepClone() };
        if (AfterTheCommand)
        {
            json["Result"] = "";
        }

        return json;
    }

    public static string FileOf(string folder, string name) => Path.Combine(folder, $"switch-{name}");
}
