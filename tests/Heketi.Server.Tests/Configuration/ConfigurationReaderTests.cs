using System.Text;
using Heketi.Nodes.FaultInjection;
using Heketi.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Heketi.Server.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    private readonly Dictionary<string, string> environment = [];

    [Fact]
    public void Defaults_are_those_of_the_original()
    {
        var settings = Read("""{"glusterfs":{"executor":"mock"}}""").Settings.GlusterFs;
        settings.Should().BeEquivalentTo(new GlusterFsSettings { Executor = ExecutorKind.Mock });
        (settings.MaxInflightOperations, settings.MaxQueuedOperations, settings.MaxVolumesPerCluster).Should().Be((8, 64, 1000));
    }

    [Fact]
    public void Keys_have_no_case_and_the_environment_wins()
    {
        environment["HEKETI_HTTP_PORT"] = "1234";
        environment["HEKETI_GLUSTER_MAX_VOLUMES_PER_CLUSTER"] = "-1";
        var settings = Read("""{"PORT":"8080","GlusterFS":{"Executor":"mock","DB":"x.db"}}""").Settings;
        (settings.Port, settings.GlusterFs.Database, settings.GlusterFs.MaxVolumesPerCluster).Should().Be((1234, "x.db", -1));
    }

    [Fact]
    public void All_bad_values_are_reported_at_once()
    {
        var errors = Read("""{"port":"x","default_state":"bogus","glusterfs":{"executor":"bogus","max_bricks_per_volume":-1}}""").Errors;
        errors.Should().BeEquivalentTo(
            "port is \"x\"; allowed: a TCP port from 0 to 65535, as a string; 0 or empty is any free one",
            "unable to set admin state: unknown admin state name: bogus: default_state must be one of normal, read-only, local-client",
            "Unable to start application: invalid executor: bogus: glusterfs.executor must be one of ssh, kubernetes (or kube), mock, inject/ssh, inject/mock",
            "glusterfs.max_bricks_per_volume is \"-1\"; allowed: a whole number from 1 to 2147483647");
    }

    [Theory]
    [InlineData("", "Unable to parse configuration: EOF")]
    [InlineData("{ \"port\": }", "Unable to parse configuration: invalid character '}' looking for beginning of value")]
    [InlineData("{\"port\": 8080, \"glusterfs\":{\"executor\":\"mock\"}}", "Unable to parse configuration: json: cannot unmarshal number into Go struct field Config.port of type string")]
    [InlineData("{}", "Unable to start application: the configuration has no section \"glusterfs\"")]
    [InlineData("{\"glusterfs\":{}}", "Unable to start application: Missing ssh private key file in configuration")]
    public void A_file_that_cannot_be_used_is_refused(string json, string error) => Read(json).Errors.Should().Contain(error);

    [Fact]
    public void Without_keys_the_server_only_starts_with_authentication_disabled()
    {
        var json = """{"glusterfs":{"executor":"mock"}}"""u8;
        ConfigurationReader.Read(json, _ => null, disableAuth: false).Errors.Should().Equal("Missing JWT information in config file");
        ConfigurationReader.Read(json, _ => null, disableAuth: true).Errors.Should().BeEmpty();
    }

    [Fact]
    public void Hooks_are_read_for_the_inject_executors_only()
    {
        var section = """
            "injectexec":{"command_injection":{
              "commands":[{"cmd":"^gluster","CondFile":"/f","Reaction":{"Err":"boom","Pause":3,"ExitStatus":2}},{"Cmd":"x","Reaction":{"Result":"r"}}],
              "results":[{"Result":"a+","Cmd":"b","Reaction":{"ForceErr":true}}]}}
            """;
        var settings = Read("""{"glusterfs":{"executor":"inject/mock",""" + section + "}}").Settings.GlusterFs.Injection;

        settings.Commands.Select(hook => (hook.Command.ToString(), hook.ConditionFile)).Should().Equal(("^gluster", "/f"), ("x", ""));
        settings.Commands[0].Reaction.Should().Be(new Reaction { Err = "boom", Pause = TimeSpan.FromSeconds(3), ExitStatus = 2 });
        settings.Results.Should().ContainSingle().Which.Reaction.ForceErr.Should().BeTrue();
        Read("""{"glusterfs":{"executor":"mock",""" + section + "}}").Settings.GlusterFs.Injection.Commands.Should().BeEmpty();
    }

    [Fact]
    public void A_hook_with_a_broken_pattern_is_refused() =>
        Read("""{"glusterfs":{"executor":"inject/mock","injectexec":{"command_injection":{"commands":[{},{"Cmd":"("}]}}}}""").Errors
            .Should().ContainSingle().Which.Should().StartWith("glusterfs.injectexec.command_injection.commands[1].Cmd is \"(\"; allowed: a regular expression");

    [Fact]
    public void Retries_are_known_and_warned_about() =>
        Read("""{"glusterfs":{"executor":"mock","operation_retry_limits":{"volume_create":3}}}""").Notices.Where(notice => notice.Level is LogLevel.Warning)
            .Should().ContainSingle().Which.Text.Should().Contain("operation_retry_limits.volume_create has no effect");

    [Fact]
    public void An_unknown_key_is_warned_about_with_the_nearest_known_one()
    {
        var notices = Read("""{"_comment":"","glusterfs":{"executor":"mock","zone_cheking":"strict"}}""").Notices;
        notices.Should().ContainSingle().Which.Should().Be((
            LogLevel.Warning, "unknown configuration key glusterfs.zone_cheking is ignored; the nearest known key is glusterfs.zone_checking"));
    }

    [Fact]
    public void What_the_original_only_logged_does_not_stop_the_start()
    {
        environment["HEKETI_MAX_INFLIGHT_OPERATIONS"] = "x";
        environment["HEKETI_JWT_IAT_LEEWAY_SECONDS"] = "x";
        var result = Read("""{"glusterfs":{"executor":"mock","loglevel":"bogus","zone_checking":"bogus","max_inflight_operations":3}}""");
        result.Errors.Should().BeEmpty();
        result.Notices.Should().HaveCount(4);
        result.Settings.GlusterFs.MaxInflightOperations.Should().Be(3);
        result.Settings.IssuedAtLeeway.Should().Be(TimeSpan.FromSeconds(120));
    }

    [Fact]
    public void Keys_do_not_show_when_printed() =>
        Read("""{"jwt":{"admin":{"key":"hidden"}},"glusterfs":{"executor":"mock"}}""").Settings.ToString().Should().NotContain("hidden");

    private ConfigurationResult Read(string json) =>
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), environment.GetValueOrDefault, disableAuth: true);
}
