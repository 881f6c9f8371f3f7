using System.Collections;
using System.Text;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Templates;

/// <summary>
/// Prints a topology by a template in the language of Go templates, as <c>topology info --template</c> takes it. Own code:
/// there is no .NET library for that language, and scripts hold templates in it.
/// </summary>
internal sealed class TemplateRunner
{
    private readonly StringBuilder _output = new();
    private readonly Stack<(string Name, object? Value)> _variables = new();

    private TemplateRunner()
    {
    }

    /// <exception cref="UsageException">The template cannot be read, or asks for what is not there.</exception>
    public static string Run(string template, TemplateStruct root)
    {
        IReadOnlyList<TemplateNode> nodes;
        try
        {
            nodes = TemplateParser.Parse(template);
        }
        catch (TemplateException e)
        {
            throw new UsageException($"failed to parse template: {e.Message}");
        }

        try
        {
            var runner = new TemplateRunner();
            runner._variables.Push(("$", root));
            runner.Run(nodes, root);
            return runner._output.ToString();
        }
        catch (TemplateException e)
        {
            throw new UsageException($"failed to execute template: {e.Message}");
        }
    }

    private void Run(IReadOnlyList<TemplateNode> nodes, object? dot)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TemplateNode.Literal literal:
                    _output.Append(literal.Text);
                    break;
                case TemplateNode.Action action:
                    var value = Evaluate(action.Pipeline, dot);
                    _output.Append(action.Pipeline.Variables.Count > 0 ? "" : TemplateValues.Print(value));
                    Declare(action.Pipeline, value);
                    break;
                case TemplateNode.Block { Keyword: "range" } range:
                    Range(range, dot);
                    break;
                case TemplateNode.Block block:
                    RunBlock(block, dot);
                    break;
                case TemplateNode.Call call:
                    throw Error(call.Position, $"<{{{{template {call.Position.Text}{(call.Pipeline is null ? "" : " .")}}}}}>", $"template {GoText.Quote(call.Name)} not defined");
            }
        }
    }

    private void RunBlock(TemplateNode.Block block, object? dot)
    {
        var depth = _variables.Count;
        var value = Evaluate(block.Pipeline, dot);
        Declare(block.Pipeline, value);
        var isTrue = TemplateValues.IsTrue(value);
        Run(isTrue ? block.Body : block.Otherwise, isTrue && block.Keyword == "with" ? value : dot);
        Forget(depth);
    }

    private void Range(TemplateNode.Block range, object? dot)
    {
        var items = Items(Evaluate(range.Pipeline, dot)).ToList();
        foreach (var (key, item) in items)
        {
            var depth = _variables.Count;
            foreach (var (variable, value) in range.Pipeline.Variables.Zip(range.Pipeline.Variables.Count == 2 ? [key, item] : new[] { item }))
            {
                _variables.Push((variable, value));
            }

            Run(range.Body, item);
            Forget(depth);
        }

        if (items.Count == 0)
        {
            Run(range.Otherwise, dot);
        }
    }

    private static IEnumerable<(object? Key, object? Item)> Items(object? value) => value switch
    {
        null => [],
        IReadOnlyDictionary<string, string> map => TemplateValues.Sorted(map).Select(entry => ((object?)entry.Key, (object?)entry.Value)),
        string or TemplateStruct => throw new TemplateException($"range can't iterate over {TemplateValues.Print(value)}"),
        IEnumerable list => list.Cast<object?>().Select((item, index) => ((object?)(long)index, item)),
        _ => throw new TemplateException($"range can't iterate over {TemplateValues.Print(value)}"),
    };

    private void Declare(Pipeline pipeline, object? value)
    {
        if (pipeline is { Variables: [var name, ..], Assigns: false })
        {
            _variables.Push((name, value));
        }
        else if (pipeline is { Variables: [var known, ..] })
        {
            // Newest first: the copy is rebuilt from the oldest
            var all = _variables.Reverse().ToList();
            var index = all.FindLastIndex(variable => variable.Name == known);
            all[index >= 0 ? index : throw new TemplateException($"undefined variable {GoText.Quote(known)}")] = (known, value);
            Forget(0);
            all.ForEach(_variables.Push);
        }
    }

    private void Forget(int depth)
    {
        while (_variables.Count > depth)
        {
            _variables.Pop();
        }
    }

    private object? Evaluate(Pipeline pipeline, object? dot)
    {
        object? value = null;
        foreach (var (index, command) in pipeline.Commands.Index())
        {
            if (command[0] is Operand.Function function)
            {
                var values = command.Skip(1).Select(operand => Evaluate(operand, dot)).ToList();
                value = Call(function, index == 0 ? [.. values] : [.. values, value]);
            }
            else if (command.Count > 1 || index > 0)
            {
                throw new TemplateException("can't give argument to non-function");
            }
            else
            {
                value = Evaluate(command[0], dot);
            }
        }

        return value;
    }

    private object? Evaluate(Operand operand, object? dot) => operand switch
    {
        Operand.Constant constant => constant.Value,
        Operand.Function function => Call(function, []),
        Operand.Group group => Follow(Evaluate(group.Pipeline, dot), group.Fields),
        Operand.Path { Variable: null } path => Follow(dot, path.Fields),
        Operand.Path path => Follow(Variable(path.Variable!), path.Fields),
        _ => throw new InvalidOperationException($"No operand: {operand}"),
    };

    private object? Variable(string name) => _variables.Any(variable => variable.Name == name)
        ? _variables.First(variable => variable.Name == name).Value
        : throw new TemplateException($"undefined variable {GoText.Quote(name)}");

    private static object? Call(Operand.Function function, object?[] values)
    {
        try
        {
            return TemplateFunctions.Call(function.Name, values);
        }
        catch (TemplateException e)
        {
            throw Error(function.Position, $"<{function.Name}>", e.Message);
        }
    }

    private static object? Follow(object? value, IReadOnlyList<(string Name, Position Position)> fields)
    {
        foreach (var (name, position) in fields)
        {
            value = value switch
            {
                TemplateStruct structure when structure.TryGet(name, out var field) => field,
                TemplateStruct structure => throw Error(position, $"<.{name}>", $"can't evaluate field {name} in type {structure.Type}"),
                IReadOnlyDictionary<string, string> map => map.GetValueOrDefault(name, ""),
                _ => throw Error(position, $"<.{name}>", $"can't evaluate field {name} in {TemplateValues.Print(value)}"),
            };
        }

        return value;
    }

    private static TemplateException Error(Position position, string at, string message) =>
        new($"template: topology:{position.Line}:{position.Column}: executing \"topology\" at {at}: {message}");
}
