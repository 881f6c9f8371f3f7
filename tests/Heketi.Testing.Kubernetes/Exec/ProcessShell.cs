using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Heketi.Testing.Kubernetes.Exec;

/// <summary>Runs it as a process of this machine, by default as it is.</summary>
/// <param name="wrap">Makes the words to start of pod and command; for example an ssh to the node that stands for the pod.</param>
public sealed class ProcessShell(Func<JsonObject, IReadOnlyList<string>, IReadOnlyList<string>>? wrap = null) : IPodShell
{
    private const byte Output = 1;
    private const byte Errors = 2;

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        JsonObject pod, IReadOnlyList<string> command, Stream input, Func<byte, ReadOnlyMemory<byte>, Task> write, CancellationToken cancellationToken)
    {
        var words = wrap?.Invoke(pod, command) ?? command;
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("no process was started");
        // Goes on until the client has nothing more to say, which is after the program's end
        _ = FeedAsync(input, process.StandardInput.BaseStream);
        await Task.WhenAll(
            PumpAsync(process.StandardOutput.BaseStream, chunk => write(Output, chunk)),
            PumpAsync(process.StandardError.BaseStream, chunk => write(Errors, chunk)));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static async Task FeedAsync(Stream from, Stream to)
    {
        try
        {
            var buffer = new byte[8192];
            int count;
            while ((count = await from.ReadAsync(buffer)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, count));
                await to.FlushAsync();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process does not read any more
        }
        finally
        {
            try
            {
                to.Close();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // As above
            }
        }
    }

    private static async Task PumpAsync(Stream from, Func<ReadOnlyMemory<byte>, Task> write)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await from.ReadAsync(buffer)) > 0)
        {
            await write(buffer.AsMemory(0, count));
        }
    }
}
