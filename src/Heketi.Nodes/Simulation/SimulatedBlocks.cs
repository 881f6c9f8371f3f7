using System.Globalization;
using System.Text.Json.Nodes;

namespace Heketi.Nodes.Simulation;

/// <summary>gluster-block of simulated hosts: knows block volumes by hosting volume and name.</summary>
internal sealed class SimulatedBlocks
{
    private readonly Dictionary<string, string> _sizes = new(StringComparer.Ordinal);

    public SimulatedAnswer Run(IReadOnlyList<string> words)
    {
        var path = words.Count > 2 ? words[2] : "";
        switch (words[1])
        {
            case "create":
                return _sizes.TryAdd(path, words[^2])
                    ? Success(("IQN", "iqn.2016-12.org.gluster-block:" + Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture)))
                    : Failure(17, $"BLOCK with name: '{path}' already EXIST");
            case "info":
                return _sizes.TryGetValue(path, out var size)
                    ? SimulatedAnswer.Says(new JsonObject { ["NAME"] = path.Split('/')[^1], ["SIZE"] = size.Replace("GiB", ".0 GiB", StringComparison.Ordinal) }.ToJsonString())
                    : Missing(path);
            case "modify" when _sizes.ContainsKey(path):
                _sizes[path] = words[4];
                return Success(("SIZE", words[4]));
            case "delete" when _sizes.Remove(path):
                return Success();
            case "list":
                var names = _sizes.Keys.Where(key => key.StartsWith(path + "/", StringComparison.Ordinal)).Select(key => (JsonNode)key[(path.Length + 1)..]);
                return SimulatedAnswer.Says(new JsonObject { ["blocks"] = new JsonArray([.. names]), ["RESULT"] = "SUCCESS" }.ToJsonString());
            default:
                return Missing(path);
        }
    }

    private static SimulatedAnswer Success(params (string Name, string Value)[] fields)
    {
        var answer = new JsonObject();
        foreach (var (name, value) in fields)
        {
            answer[name] = value;
        }

        answer["RESULT"] = "SUCCESS";
        return SimulatedAnswer.Says(answer.ToJsonString());
    }

    private static SimulatedAnswer Missing(string path) => Failure(2, $"block {path} doesn't exist");

    private static SimulatedAnswer Failure(int code, string message) =>
        new(code, new JsonObject { ["RESULT"] = "FAIL", ["errCode"] = code, ["errMsg"] = message }.ToJsonString(), "");
}
