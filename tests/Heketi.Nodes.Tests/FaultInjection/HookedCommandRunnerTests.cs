using System.Text.RegularExpressions;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.FaultInjection;
using Heketi.Nodes.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.Nodes.Tests.FaultInjection;

public sealed class HookedCommandRunnerTests
{
    private static readonly NodeHost Host = new("n", "h", "s");
    private static readonly CommandLine VolumeStart = CommandLine.Of("gluster", "--mode=script", "--timeout=600", "volume", "start", "v");
    private readonly TalkativeHost _host = new();
    private readonly List<string> _panics = [];
    private readonly InstantTime _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("boom", 0, "", 1, "boom")]
    [InlineData("boom", 7, "", 7, "boom")]
    [InlineData("boom", 0, "said", 1, "said")]
    [InlineData("", 3, "said", 3, "said")]
    public async Task A_failure_is_given_in_the_place_of_the_host(string err, int exitStatus, string errOutput, int exitCode, string errors)
    {
        var result = await RunAsync(VolumeStart, new Reaction { Err = err, ExitStatus = exitStatus, ErrOutput = errOutput });

        (result.ExitCode, result.ErrorText, result.OutputText).Should().Be((exitCode, errors, ""));
        _host.Runs.Should().Be(0);
    }

    [Fact]
    public async Task An_empty_error_can_be_forced()
    {
        (await RunAsync(VolumeStart, new Reaction { ForceErr = true })).ExitCode.Should().Be(1);
        (await RunAsync(VolumeStart, new Reaction { Err = "boom", ForceErrOutput = true })).ErrorText.Should().BeEmpty();
    }

    [Fact]
    public async Task An_output_is_given_in_the_place_of_the_host()
    {
        (await RunAsync(VolumeStart, new Reaction { Result = "said" })).OutputText.Should().Be("said");
    }

    [Fact]
    public async Task The_first_hook_that_matches_answers_and_commands_without_one_run()
    {
        var hooks = new InjectionSettings(
            [Hook("volume stop", new() { Err = "stop" }), Hook("^gluster .* volume", new() { Err = "first" }), Hook("volume start", new() { Err = "second" })], []);

        (await Runner(hooks).RunAsync(Host, VolumeStart, TimeSpan.MaxValue, Token)).ErrorText.Should().Be("first");
        (await Runner(hooks).RunAsync(Host, CommandLine.Of("ls"), TimeSpan.MaxValue, Token)).OutputText.Should().Be("of the host");
    }

    [Fact]
    public async Task A_hook_counts_only_while_its_condition_file_is_there()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("on");
        var runner = Runner(new([new(new("volume"), file, new() { Err = "boom" })], []));

        (await runner.RunAsync(Host, VolumeStart, TimeSpan.MaxValue, Token)).ExitCode.Should().Be(0);
        await File.WriteAllTextAsync(file, "", Token);
        (await runner.RunAsync(Host, VolumeStart, TimeSpan.MaxValue, Token)).ExitCode.Should().Be(1);
        File.Delete(file);
        (await runner.RunAsync(Host, VolumeStart, TimeSpan.MaxValue, Token)).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("of the host", "boom")]
    [InlineData("something else", "")]
    public async Task A_result_is_replaced_after_the_command_ran(string pattern, string errors)
    {
        var hooks = new InjectionSettings([], [new(new(pattern), new("volume start"), "", new() { Err = "boom" })]);

        (await Runner(hooks).RunAsync(Host, VolumeStart, TimeSpan.MaxValue, Token)).ErrorText.Should().Be(errors);
        _host.Runs.Should().Be(1);
    }

    [Fact]
    public async Task A_panic_ends_the_server()
    {
        await RunAsync(VolumeStart, new Reaction { Panic = "now" });
        _panics.Should().Equal("now");
    }

    [Fact]
    public async Task A_hook_that_only_waits_lets_the_command_run()
    {
        (await RunAsync(VolumeStart, new Reaction { Pause = TimeSpan.FromMinutes(5) })).OutputText.Should().Be("of the host");
        (await RunAsync(VolumeStart, new Reaction { Pause = TimeSpan.FromMinutes(6), Result = "said" })).OutputText.Should().Be("said");
        _clock.Waits.Should().Equal(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    }

    [Theory]
    [InlineData("/usr/sbin/lvm pvcreate -qq --metadatasize=128M --dataalignment=256K '/dev/sdb1'", "pvcreate")]
    [InlineData("--poolmetadatasize 12288K --chunksize 256K --size", "lvcreate")]
    [InlineData("^/usr/sbin/lvm lvremove --autobackup=n -f vg_1/tp_1$", "pool")]
    [InlineData("^/usr/sbin/lvm lvs --noheadings --options=thin_count vg_1/tp_1$", "pool")]
    [InlineData("vgdisplay -c vg_1$", "group")]
    [InlineData("""awk "BEGIN {print \\"/dev/mapper/vg_1-brick_1 /mnt/vg_1/brick_1 xfs rw 1 2\\" >> \\"/etc/fstab\\"}""", "add")]
    [InlineData("""^sed -i.save "/brick_1/d" /etc/fstab$""", "remove")]
    public async Task A_hook_written_for_the_original_matches_what_we_run_instead(string pattern, string command)
    {
        var result = await Runner(new([Hook(pattern, new() { Err = "boom" })], [])).RunAsync(Host, Ours(command), TimeSpan.MaxValue, Token);
        result.ErrorText.Should().Be("boom");
    }

    [Fact]
    public async Task Output_of_a_command_of_the_original_is_not_given_to_the_reader_of_another_command()
    {
        var result = await Runner(new([Hook("vgdisplay", new() { Result = "vg:r/w" })], [])).RunAsync(Host, Ours("group"), TimeSpan.MaxValue, Token);
        result.OutputText.Should().Be("of the host");
    }

    private static CommandLine Ours(string name) => name switch
    {
        "pvcreate" => CommandLine.Of("/usr/sbin/lvm", "pvcreate", "-qq", "--metadatasize=128M", "--dataalignment=256K", "/dev/sdb1"),
        "lvcreate" => CommandLine.Of("/usr/sbin/lvm", "lvcreate", "--poolmetadatasize", "12288K", "--poolmetadataspare", "n", "--chunksize", "256K", "--size", "1K"),
        "pool" => CommandLine.Of("/usr/sbin/lvm", "lvremove", "--autobackup=n", "-f", "-S", "vg_name=vg_1 && lv_name=tp_1 && (thin_count=0 || segtype!=thin-pool)"),
        "group" => CommandLine.Of("/usr/sbin/lvm", "pvs", "--reportformat=json", "-S", "vg_name=vg_1"),
        _ => CommandLine.Of("/bin/bash", "-c", "...", "fstab", "/etc/fstab", name, "/dev/mapper/vg_1-brick_1 /mnt/vg_1/brick_1 xfs rw 1 2"),
    };

    private static CommandHook Hook(string pattern, Reaction reaction) => new(new Regex(pattern), "", reaction);

    private HookedCommandRunner Runner(InjectionSettings hooks) =>
        new(_host, hooks, _clock, _panics.Add, NullLogger<HookedCommandRunner>.Instance);

    private Task<CommandResult> RunAsync(CommandLine command, Reaction reaction) =>
        Runner(new([Hook("", reaction)], [])).RunAsync(Host, command, TimeSpan.MaxValue, Token);

    private sealed class TalkativeHost : ICommandRunner
    {
        public int Runs { get; private set; }

        public Task<CommandResult> RunAsync(NodeHost host, CommandLine command, TimeSpan limit, CancellationToken cancellationToken)
        {
            Runs++;
            return Task.FromResult(new CommandResult(command, 0, "of the host"u8.ToArray(), default, TimeSpan.Zero));
        }
    }
}
