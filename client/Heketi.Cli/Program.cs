using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Heketi.Cli;

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// UTF-8 whatever the locale: JSON is
await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
await using var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
try
{
    return await CliProgram.RunAsync(args, output, error, variables, Environment.CurrentDirectory, terminal: Console.IsOutputRedirected || Console.IsErrorRedirected ? null : error, cancellationToken: cancellation.Token);
}
catch (Exception e)
{
    // A mistake in this program. A stack trace helps nobody at a prompt
    error.Write($"Error: unexpected {e.GetType().Name}: {e.Message}\n");
    return CliProgram.Failure;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    cancellation.Cancel();
}
