using System.Diagnostics;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Transports;

namespace Heketi.Nodes.Tests.Support;

/// <summary>Runs commands on this machine as a login shell would: for tests of everything above a transport.</summary>
public sealed class LocalTransport(string? toolDirectory = null) : ICommandTransport
{
    public async Task<ExecOutput> ExecAsync(NodeHost host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", "exec " + command.Render()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (toolDirectory is not null)
        {
            start.Environment["PATH"] = $"{toolDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        var copying = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(output, CancellationToken.None),
            process.StandardError.BaseStream.CopyToAsync(errors, CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(patience, cancellationToken);
        }
        catch
        {
            process.StandardInput.Close();
            throw;
        }

        await copying;
        return new(process.ExitCode, output.ToArray(), errors.ToArray());
    }
}
