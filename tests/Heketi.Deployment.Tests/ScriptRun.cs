using System.Diagnostics;

namespace Heketi.Deployment.Tests;

/// <summary>A shell script that runs in a folder of its own, with stand-ins for what needs a real system.</summary>
internal sealed class ScriptRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heketi-script-");
    private Process? _process;

    public string Folder => _folder.FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public bool Has(string name) => Path.Exists(PathOf(name));

    public string Read(string name) => Has(name) ? File.ReadAllText(PathOf(name)) : "";

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), content);
    }

    /// <summary>Starts <c>SHELL -c SCRIPT</c>; what it prints goes to the file "output".</summary>
    public void Start(string shell, string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(shell, ["-c", $"exec >'{PathOf("output")}' 2>&1\n{script}"]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    public void Terminate() => Process.Start("/bin/sh", ["-c", $"kill -TERM {_process!.Id}"])!.WaitForExit();

    public async Task<int> ExitAsync()
    {
        await _process!.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async Task HoldsAsync(Func<bool> condition, string what)
    {
        for (var begin = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            (Stopwatch.GetElapsedTime(begin) < Patience && !_process!.HasExited).Should().BeTrue("{0}; it printed {1}", what, Read("output"));
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }
}
