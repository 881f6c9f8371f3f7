using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Transports;

namespace Heketi.Nodes.Tests.Support;

/// <summary>Hosts whose gluster and gluster-block CLIs answer as they were told to; what nobody told succeeds in silence.</summary>
public sealed class ScriptedCluster : ICommandTransport, IDisposable
{
    private const string Tool = """
        #!/bin/bash
        S=$(dirname "$(dirname "$(readlink -f "$0")")")
        args=${*#--mode=script}; args=${args# --timeout=600}; args=${args# }
        echo "$HEKETI_HOST $args" >>$S/calls
        for r in $(ls $S/rules | sort -n); do
          d=$S/rules/$r; p=$(cat $d/pattern)
          if [[ "$HEKETI_HOST $args" == $p ]]; then
            cat $d/out; cat $d/err >&2; e=$(cat $d/exit)
            [ -e $d/once ] && rm -r $d
            exit $e
          fi
        done

        """;

    private readonly TemporaryDirectory _directory = new();
    private int _rules;

    public ScriptedCluster()
    {
        foreach (var tool in new[] { "gluster", "gluster-block", "systemctl" })
        {
            Directory.CreateDirectory(_directory.File("bin"));
            Directory.CreateDirectory(_directory.File("rules"));
            File.WriteAllText(_directory.File("bin/" + tool), Tool.ReplaceLineEndings("\n"));
            File.SetUnixFileMode(_directory.File("bin/" + tool), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.WriteAllText(_directory.File("calls"), "");
    }

    public HashSet<string> Unreachable { get; } = [];

    public HashSet<string> Lost { get; } = [];

    public int Execs { get; private set; }

    /// <summary>"host arguments" of each gluster call.</summary>
    public string[] Calls => File.ReadAllLines(_directory.File("calls"));

    public static GlusterPool Pool { get; } = new("c", [new("1", "h1", "node1"), new("2", "h2", "node2"), new("3", "h3", "node3")]);

    public ScriptedCluster On(string pattern, string output = "", string errors = "", int exit = 0, bool once = false)
    {
        var rule = Directory.CreateDirectory(_directory.File($"rules/{++_rules}")).FullName;
        File.WriteAllText(Path.Combine(rule, "pattern"), pattern);
        File.WriteAllText(Path.Combine(rule, "out"), output);
        File.WriteAllText(Path.Combine(rule, "err"), errors);
        File.WriteAllText(Path.Combine(rule, "exit"), exit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (once)
        {
            File.WriteAllText(Path.Combine(rule, "once"), "");
        }

        return this;
    }

    public ScriptedCluster OnVolumeInfo(string name, string status, params string[] bricks) => On($"* volume info {name} --xml", InfoOf(name, status, bricks));

    public static string InfoOf(string name, string status, params string[] bricks) => $"""
        <cliOutput><opRet>0</opRet><opErrno>0</opErrno><opErrstr/><volInfo><volumes><volume><name>{name}</name><id>x</id><statusStr>{status}</statusStr>
        <snapshotCount>0</snapshotCount><replicaCount>3</replicaCount><disperseCount>0</disperseCount>
        <bricks>{string.Concat(bricks.Select(brick => $"<brick>{brick}<name>{brick}</name></brick>"))}</bricks><options/></volume></volumes></volInfo></cliOutput>
        """;

    public CommandStorageNodes Nodes(Microsoft.Extensions.Logging.ILoggerFactory loggers, ExecutorSettings? settings = null, TimeProvider? clock = null) =>
        new(this, settings ?? new(), clock ?? TimeProvider.System, loggers);

    public async Task<ExecOutput> ExecAsync(NodeHost host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken)
    {
        Execs++;
        if (Unreachable.Contains(host.ManageHost))
        {
            throw new NodeUnreachableException($"{host.ManageHost} cannot be reached", host.ManageHost);
        }

        var local = new LocalTransport(_directory.File("bin"));
        var output = await local.ExecAsync(host, command.RunBy("env", $"HEKETI_HOST={host.ManageHost}"), patience, cancellationToken);
        return Lost.Contains(host.ManageHost) ? throw new NodeOutcomeUnknownException("connection lost", host.ManageHost) : output;
    }

    public void Dispose() => _directory.Dispose();
}
