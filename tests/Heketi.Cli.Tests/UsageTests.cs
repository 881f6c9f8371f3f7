namespace Heketi.Cli.Tests;

/// <summary>How flags are read; the server's address is an error of its own, so that nothing is sent.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("node add --zone=", "invalid argument \"\" for \"--zone\" flag: strconv.ParseInt: parsing \"\": invalid syntax")]
    [InlineData("node add --zone=99999999999999999999", "invalid argument \"99999999999999999999\" for \"--zone\" flag: strconv.ParseInt: parsing \"99999999999999999999\": value out of range")]
    [InlineData("volume create --snapshot-factor x", "invalid argument \"x\" for \"--snapshot-factor\" flag: strconv.ParseFloat: parsing \"x\": invalid syntax")]
    [InlineData("cluster list -I=maybe", "invalid argument \"maybe\" for \"-I, --insecure-tls\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax")]
    [InlineData("cluster list -s", "flag needs an argument: 's' in -s")]
    [InlineData("cluster list -Ix", "unknown shorthand flag: 'x' in -x")]
    [InlineData("cluster list --=x", "bad flag syntax: --=x")]
    [InlineData("cluster list --nosuch=1 --help", "unknown flag: --nosuch")]
    [InlineData("cluster list -v", "unknown shorthand flag: 'v' in -v")]
    [InlineData("clustr", "unknown command \"clustr\" for \"heketi-cli\"\n\nDid you mean this?\n\tcluster\n\nRun 'heketi-cli --help' for usage.")]
    public async Task Wrong_flags_are_explained(string arguments, string error) =>
        (await CliRun.RunAsync(arguments.Split(' '))).Should().Be(CliRun.Failure(error));

    [Theory]
    [InlineData("-s 1:1 cluster list")]
    [InlineData("cluster -s 1:1 list")]
    [InlineData("cluster list -s 1:1")]
    [InlineData("cluster list -s1:1")]
    [InlineData("cluster list -s=1:1")]
    [InlineData("cluster list --server 1:1")]
    [InlineData("--server=1:1 --json=false cluster list")]
    [InlineData("cluster list -Is 1:1")]
    [InlineData("cluster list --user list --server x:2 --server 1:1")]
    public async Task Flags_may_stand_anywhere_and_in_any_form(string arguments) =>
        (await CliRun.RunAsync(arguments.Split(' '))).Should().Be(
            CliRun.Failure("parse \"1:1/clusters\": first path segment in URL cannot contain colon"));

    [Fact]
    public async Task Two_dashes_end_the_flags() =>
        (await CliRun.RunAsync(["cluster", "info", "-s", "1:1", "--", "--json"])).Should().Be(
            CliRun.Failure("parse \"1:1/clusters/--json\": first path segment in URL cannot contain colon"));

    [Theory]
    [InlineData("", "1:1", "1:1")]
    [InlineData("--server= ", "1:1", "1:1")]
    [InlineData("--server=2:2", "1:1", "2:2")]
    public async Task Flag_wins_over_variable_and_empty_counts_as_not_set(string flag, string variable, string used)
    {
        var run = await CliRun.RunAsync(
            ["cluster", "list", .. flag.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            new Dictionary<string, string> { ["HEKETI_CLI_SERVER"] = variable });

        run.Should().Be(CliRun.Failure($"parse \"{used}/clusters\": first path segment in URL cannot contain colon"));
    }

    [Theory]
    [InlineData("volume create --size=3000000000", "--size is 3000000000; the largest possible value is 2147483647")]
    [InlineData("volume create --size=1 --snapshot-factor=0.5", "--snapshot-factor is 0.5, but must be at least 1: 1 for no snapshots, 1.5 for half the volume's size more")]
    [InlineData("volume create --size=1 --snapshot-factor=NaN", "--snapshot-factor is NaN, but must be at least 1: 1 for no snapshots, 1.5 for half the volume's size more")]
    [InlineData("cluster info ..", "'..' is not an id; ids are 32 hexadecimal digits")]
    public async Task Values_that_make_no_sense_are_explained(string arguments, string error) =>
        (await CliRun.RunAsync(arguments.Split(' '))).Should().Be(CliRun.Failure(error));

    [Theory]
    [InlineData("cluster info", "Cluster id missing")]
    [InlineData("cluster delete", "Cluster id missing")]
    [InlineData("cluster setflags", "Cluster id missing")]
    [InlineData("cluster setflags c", "At least one of --file or --block must be specified.")]
    [InlineData("cluster setflags c --file=maybe", "strconv.ParseBool: parsing \"maybe\": invalid syntax")]
    [InlineData("node add --cluster=c --management-host-name=m --storage-host-name=s", "Missing zone")]
    [InlineData("node add --zone=1 --management-host-name=m --storage-host-name=s", "Missing cluster id")]
    [InlineData("node add --zone=1 --cluster=c --storage-host-name=s", "Missing management hostname")]
    [InlineData("node add --zone=1 --cluster=c --management-host-name=m", "Missing storage hostname")]
    [InlineData("node info", "Node id missing")]
    [InlineData("node remove", "Node id missing")]
    [InlineData("node settags", "id required")]
    [InlineData("node settags n", "at least one tag:value pair expected")]
    [InlineData("node settags -e n", "at least one tag:value pair expected")]
    [InlineData("node settags n nocolon", "expected colon (:) between tag name and value, got: nocolon")]
    [InlineData("node rmtags n", "at least one tag expected")]
    [InlineData("node rmtags --all n a", "--all may not be combined with named tags")]
    [InlineData("device add --node=n", "Missing device name")]
    [InlineData("device add --name=/dev/sdb", "Missing node id")]
    [InlineData("device info", "Device id missing")]
    [InlineData("device delete", "Device id missing")]
    [InlineData("device disable", "device id missing")]
    [InlineData("device resync", "object/cluster id missing")]
    [InlineData("volume create", "Missing volume size")]
    [InlineData("volume create --size=0", "Missing volume size")]
    [InlineData("volume info", "Volume id missing")]
    [InlineData("volume delete", "Volume id missing")]
    [InlineData("volume clone", "Volume id missing")]
    [InlineData("volume expand", "Missing volume amount to expand")]
    [InlineData("volume expand --expand-size=2", "Missing volume id")]
    [InlineData("volume endpoint patch", "Volume id missing")]
    [InlineData("volume set-block-hosting-restriction locked", "Volume id missing")]
    [InlineData("topology load", "Missing configuration file")]
    [InlineData("topology load --json=nosuch.json", "Unable to open config file")]
    public async Task What_is_missing_is_named(string arguments, string error) =>
        (await CliRun.RunAsync(arguments.Split(' '), new Dictionary<string, string> { ["HEKETI_CLI_SERVER"] = "x:1" })).Should().Be(CliRun.Failure(error));

    [Fact]
    public async Task An_empty_id_is_a_missing_one() =>
        (await CliRun.RunAsync(["volume", "delete", ""])).Should().Be(CliRun.Failure("Volume id missing"));
}
