using System.Globalization;
using System.Text;

namespace Heketi.Nodes.Commands;

/// <summary>
/// A batch as one shell script. Both output streams carry a marker, random for each exec, after each command, so that what the
/// commands write is told apart byte for byte.
/// </summary>
internal sealed class BatchScript
{
    /// <summary>
    /// Of the line that is sent, quotes and all. SSH.NET makes no packet above 68,536 bytes, and the line goes over in one. (sshd hands
    /// it to the login shell as one argument; the kernel would take 128 KiB, MAX_ARG_STRLEN.)
    /// </summary>
    public const int MaxBytes = 64 * 1024;

    private const string End = "end";
    private readonly CommandBatch _batch;
    private readonly string _marker;

    public BatchScript(CommandBatch batch, string marker)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Steps.Length);
        _batch = batch;
        _marker = marker;
    }

    /// <summary>
    /// The command to give to a transport. <c>timeout</c> leads a process group of its own; the watcher ends the whole group when
    /// stdin is closed, that is when the server went away or gave up. The commands themselves see an empty stdin.
    /// </summary>
    public CommandLine ToCommandLine(bool useSudo)
    {
        var line = Line(useSudo);
        var bytes = Encoding.UTF8.GetByteCount(line.Render());
        return bytes <= MaxBytes
            ? line
            : throw new ArgumentException($"A batch of {_batch.Steps.Length} commands takes {bytes} bytes, more than the {MaxBytes} that one exec can have.");
    }

    private CommandLine Line(bool useSudo)
    {
        var script = Render();
        var seconds = ((long)Math.Ceiling(_batch.Limit.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        string[] timeout = ["timeout", "--kill-after=10s", seconds, "/bin/bash", "-c"];
        // Rules of sudoers that allow bash alone, as the original needs it, are enough
        return useSudo
            ? CommandLine.Of("sudo", "/bin/bash", "-c", $"exec {string.Join(' ', timeout)} \"$0\"", script)
            : CommandLine.Of(script).RunBy(timeout);
    }

    public string Render()
    {
        var text = new StringBuilder();
        text.Append($$"""
            m={{_marker}}
            { while read -r; do :; done; kill -TERM 0; } <&0 >/dev/null 2>&1 &
            w=$!
            disown "$w"
            exec </dev/null
            export LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
            b() { printf '%s %s %s %s\n' "$m" "$1" "$2" "${EPOCHREALTIME-}"; printf '%s\n' "$m" >&2; }
            q() { b end 0; kill "$w" 2>/dev/null; exit 0; }
            b start 0

            """.ReplaceLineEndings("\n"));
        for (var i = 0; i < _batch.Steps.Length; i++)
        {
            Render(text, i, _batch.Steps[i]);
        }

        return text.Append("q\n").ToString();
    }

    private static void Render(StringBuilder text, int index, CommandStep step)
    {
        text.Append(CultureInfo.InvariantCulture, $"{step.Command.Render()}\ns=$?; b {index} \"$s\"\n");
        for (var f = 0; f < step.Fallbacks.Length; f++)
        {
            var command = step.Fallbacks[f].Command.Render();
            text.Append("if [ \"$s\" -ne 0 ]; then\n");
            text.Append(step.Fallbacks[f].Kind switch
            {
                FallbackKind.Prints => $"o=\"$({command})\"; e=$?; printf '%s' \"$o\"\n[ \"$e\" -eq 0 ] && [ -n \"$o\" ]; s=$?\n",
                FallbackKind.PrintsNothing => $"o=\"$({command})\"; e=$?; printf '%s' \"$o\"\n[ \"$e\" -eq 0 ] && [ -z \"$o\" ]; s=$?\n",
                FallbackKind.Fails => $"{command}\ne=$?; [ \"$e\" -ne 0 ]; s=$?\n",
                FallbackKind.Explains => $"{command}\ne=$?; s=1\n",
                _ => $"{command}\ns=$?; e=$s\n",
            });
            text.Append(CultureInfo.InvariantCulture, $"b {index}.{f} \"$e,$s\"\nfi\n");
        }

        if (!step.MayFail)
        {
            text.Append("[ \"$s\" -eq 0 ] || q\n");
        }
    }

    /// <summary>Reads what the script wrote; null when it did not come to its end.</summary>
    public BatchReading Read(ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> errors)
    {
        var marks = Marks(output);
        var started = marks.Count > 0;
        var ended = marks.Count > 0 && marks[^1].Id == End;
        var errorParts = Parts(errors);
        var results = new Dictionary<string, (CommandResult Result, bool IsDone)>(StringComparer.Ordinal);
        for (var i = 1; i < marks.Count && marks[i].Id != End; i++)
        {
            var (id, status, time, part) = marks[i];
            var codes = status.Split(',');
            var result = new CommandResult(
                CommandOf(id),
                int.Parse(codes[0], CultureInfo.InvariantCulture),
                part,
                i < errorParts.Count ? errorParts[i] : ReadOnlyMemory<byte>.Empty,
                time > marks[i - 1].Microseconds && marks[i - 1].Microseconds > 0
                    ? TimeSpan.FromMicroseconds(time - marks[i - 1].Microseconds)
                    : TimeSpan.Zero);
            results[id] = (result, codes[^1] == "0");
        }

        return new(started, ended, [.. _batch.Steps.Select((step, i) => ResultOf(step, i, results))]);
    }

    private static StepResult ResultOf(CommandStep step, int index, Dictionary<string, (CommandResult Result, bool IsDone)> results)
    {
        if (!results.TryGetValue(Invariant($"{index}"), out var main))
        {
            return new(step, StepOutcome.NotRun, null, []);
        }

        var fallbacks = Enumerable.Range(0, step.Fallbacks.Length)
            .Select(f => results.TryGetValue(Invariant($"{index}.{f}"), out var found) ? found : default)
            .Where(found => found.Result is not null)
            .ToArray();
        var outcome = main.IsDone ? StepOutcome.Done
            : fallbacks.Any(fallback => fallback.IsDone) ? StepOutcome.DoneByFallback
            : StepOutcome.Failed;
        return new(step, outcome, main.Result, [.. fallbacks.Select(fallback => fallback.Result)]);
    }

    private CommandLine CommandOf(string id)
    {
        var numbers = id.Split('.');
        var step = _batch.Steps[int.Parse(numbers[0], CultureInfo.InvariantCulture)];
        return numbers.Length == 1 ? step.Command : step.Fallbacks[int.Parse(numbers[1], CultureInfo.InvariantCulture)].Command;
    }

    private List<Mark> Marks(ReadOnlyMemory<byte> output)
    {
        var marker = Encoding.ASCII.GetBytes(_marker + " ");
        var marks = new List<Mark>();
        var position = 0;
        while (output.Span[position..].IndexOf(marker) is var found and >= 0)
        {
            var line = output.Span[(position + found + marker.Length)..];
            var length = line.IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            var words = Encoding.ASCII.GetString(line[..length]).Split(' ');
            marks.Add(new(words[0], words[1], MicrosecondsOf(words.ElementAtOrDefault(2) ?? ""), output.Slice(position, found)));
            position += found + marker.Length + length + 1;
        }

        return marks;
    }

    private List<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> errors)
    {
        var marker = Encoding.ASCII.GetBytes(_marker + "\n");
        var parts = new List<ReadOnlyMemory<byte>>();
        var position = 0;
        while (errors.Span[position..].IndexOf(marker) is var found and >= 0)
        {
            parts.Add(errors.Slice(position, found));
            position += found + marker.Length;
        }

        return parts;
    }

    /// <summary>EPOCHREALTIME has six digits behind the point (a comma in some locales); it is empty in bash before 5.</summary>
    private static long MicrosecondsOf(string time) =>
        long.TryParse(string.Concat(time.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private readonly record struct Mark(string Id, string Status, long Microseconds, ReadOnlyMemory<byte> Before);
}
