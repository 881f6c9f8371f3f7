using System.Text;
using System.Text.Json.Nodes;

namespace Heketi.Deployment.Tests.Helm;

/// <summary>
/// A chart, rendered as Helm does it, for charts that keep to the subset of <see cref="TemplateParser"/>. Stricter than Helm in
/// one point: a value that is not in values.yaml is a mistake, not an empty text. Own code: no renderer of Helm's templates
/// is to be had as a .NET library, and Helm itself not where only package registries are.
/// </summary>
internal sealed class HelmChart
{
    private readonly JsonObject _chart;
    private readonly JsonObject _values;
    private readonly SortedDictionary<string, IReadOnlyList<TemplateNode>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<TemplateNode>> _named = [];

    private HelmChart(string directory)
    {
        _chart = YamlText.Read(File.ReadAllText(Path.Combine(directory, "Chart.yaml"))).Single().AsObject();
        _values = YamlText.Read(File.ReadAllText(Path.Combine(directory, "values.yaml"))).Single().AsObject();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(directory, "templates")))
        {
            var nodes = Parse(file);
            foreach (var define in nodes.OfType<TemplateNode.Define>())
            {
                _named.Add(define.Name, define.Body);
            }

            _files.Add(Path.GetFileName(file), nodes);
        }
    }

    public static HelmChart Load(string directory) => new(directory);

    /// <summary>A chart of one template.</summary>
    public static string Render(string template, string values)
    {
        var directory = Directory.CreateTempSubdirectory("heketi-chart-");
        try
        {
            directory.CreateSubdirectory("templates");
            File.WriteAllText(Path.Combine(directory.FullName, "Chart.yaml"), "name: test\nversion: 1.0.0\nappVersion: \"1\"\n");
            File.WriteAllText(Path.Combine(directory.FullName, "values.yaml"), values);
            File.WriteAllText(Path.Combine(directory.FullName, "templates", "one.yaml"), template);
            return Load(directory.FullName).Text("one.yaml", "", new());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The defaults with a person's own values on top: maps are merged, anything else is replaced.</summary>
    public JsonObject Values(string own)
    {
        var merged = _values.DeepClone().AsObject();
        foreach (var values in YamlText.Read(own))
        {
            Merge(merged, values.AsObject());
        }

        return merged;
    }

    /// <summary>The objects of all templates.</summary>
    /// <exception cref="ChartException">The chart refuses these values, or has a mistake.</exception>
    public IReadOnlyList<JsonNode> Objects(string own, Release release) =>
        [.. _files.Keys.Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)).SelectMany(file => YamlText.Read(Text(file, own, release)))];

    /// <summary>One template, rendered.</summary>
    /// <exception cref="ChartException">The chart refuses these values, or has a mistake.</exception>
    public string Text(string file, string own, Release release)
    {
        var root = new JsonObject
        {
            ["Values"] = Values(own),
            ["Release"] = new JsonObject { ["Name"] = release.Name, ["Namespace"] = release.Namespace, ["Service"] = "Helm" },
            ["Chart"] = new JsonObject { ["Name"] = _chart["name"]!.DeepClone(), ["Version"] = _chart["version"]!.DeepClone(), ["AppVersion"] = _chart["appVersion"]!.DeepClone() },
        };
        var output = new StringBuilder();
        Run(_files[file], root, release, output);
        return output.ToString();
    }

    private static IReadOnlyList<TemplateNode> Parse(string file)
    {
        try
        {
            return TemplateParser.Parse(File.ReadAllText(file));
        }
        catch (ChartException e)
        {
            throw new ChartException($"{Path.GetFileName(file)}: {e.Message}");
        }
    }

    private static void Merge(JsonObject target, JsonObject own)
    {
        foreach (var (name, value) in own)
        {
            if (target[name] is JsonObject below && value is JsonObject inner)
            {
                Merge(below, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private void Run(IReadOnlyList<TemplateNode> nodes, JsonNode? dot, Release release, StringBuilder output)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TemplateNode.Text text:
                    output.Append(text.Value);
                    break;
                case TemplateNode.Print print:
                    output.Append(TemplateFunctions.Print(Evaluate(print.Value, dot, release)));
                    break;
                case TemplateNode.If choice:
                    Run(TemplateFunctions.IsTrue(Evaluate(choice.Condition, dot, release)) ? choice.Body : choice.Otherwise, dot, release, output);
                    break;
            }
        }
    }

    private JsonNode? Evaluate(Expression expression, JsonNode? dot, Release release)
    {
        JsonNode? Of(Expression inner) => Evaluate(inner, dot, release);
        return expression switch
        {
            Expression.Constant constant => constant.Value,
            Expression.Path path => Follow(path, dot),
            Expression.Call { Function: "and" } call => Of(call.Arguments.FirstOrDefault(each => !TemplateFunctions.IsTrue(Of(each)), call.Arguments[^1])),
            Expression.Call { Function: "or" } call => Of(call.Arguments.FirstOrDefault(each => TemplateFunctions.IsTrue(Of(each)), call.Arguments[^1])),
            Expression.Call { Function: "include", Arguments: [Expression.Constant name, var argument] } => Include((string)name.Value!, Of(argument), release),
            Expression.Call call => TemplateFunctions.Call(call.Function, [.. call.Arguments.Select(Of)], release.ApiVersions),
            _ => throw new ChartException($"no expression: {expression}"),
        };
    }

    private JsonValue Include(string name, JsonNode? dot, Release release)
    {
        var output = new StringBuilder();
        Run(_named.TryGetValue(name, out var body) ? body : throw new ChartException($"include: no template {name}"), dot, release, output);
        return JsonValue.Create(output.ToString());
    }

    private static JsonNode? Follow(Expression.Path path, JsonNode? dot) => path.Fields.Aggregate(dot, (value, field) =>
        value is JsonObject map && map.TryGetPropertyValue(field, out var inner)
            ? inner
            : throw new ChartException($".{string.Join('.', path.Fields)}: there is no {field}; every value has a default in values.yaml"));
}
