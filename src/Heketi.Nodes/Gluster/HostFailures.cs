using Heketi.Core.Nodes;

namespace Heketi.Nodes.Gluster;

/// <summary>Why each of some hosts refused a command, put together as the Heketi API does.</summary>
internal sealed class HostFailures
{
    private readonly List<(NodeHost Host, NodeCommandException Failure)> _failures = [];

    public void Add(NodeHost host, NodeCommandException failure) => _failures.Add((host, failure));

    /// <summary>One error of all: its text once when all hosts say the same, else a line for each host.</summary>
    /// <exception cref="InvalidOperationException">None has failed.</exception>
    public NodeCommandException Combined(Func<string, string> describe)
    {
        var first = _failures[0].Failure;
        var texts = _failures.Select(entry => (entry.Host.ManageHost, Text: describe(entry.Failure.Message))).ToArray();
        var text = texts.DistinctBy(entry => entry.Text).Count() == 1
            ? $"All {texts.Length} hosts: {texts[0].Text}"
            : string.Join('\n', texts.Select(entry => $"Host {entry.ManageHost}: {entry.Text}"));
        return new(text, first.Host, first.Command, first.ExitCode, first.StandardError);
    }
}
