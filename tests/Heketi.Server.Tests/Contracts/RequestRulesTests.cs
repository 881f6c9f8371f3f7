using System.Text;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;

namespace Heketi.Server.Tests.Contracts;

public sealed class RequestRulesTests
{
    [Theory]
    [InlineData("null", "cluster: cannot be blank; hostnames: (manage: cannot be blank; storage: cannot be blank.); zone: cannot be blank.")]
    [InlineData("""{"zone":-1,"hostnames":{"manage":[""]},"cluster":"x"}""", "cluster: x is not a valid UUID; hostnames: (manage: [] is not a valid manage hostname; storage: cannot be blank.); zone: must be no less than 1.")]
    [InlineData("""{"zone":1,"hostnames":{"manage":["n1","b d"],"storage":["10.0.0.1:22"]},"cluster":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "hostnames: (manage: [n1 b d] is not a valid manage hostname; storage: [10.0.0.1:22] is not a valid storage hostname.).")]
    public void Nodes(string json, string error) => RequestRules.Check(RequestReader.NodeAdd(Bytes(json))).Should().Be("validation failed: " + error);

    [Theory]
    [InlineData("n1", true)]
    [InlineData("Node_4", true)]
    [InlineData("n8.example.com.", true)]
    [InlineData("999.999.999.999", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("-n1", false)]
    [InlineData("n1..", false)]
    [InlineData("a;b", false)]
    [InlineData("a\nb", false)]
    [InlineData("$(reboot)", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void Host_names(string name, bool valid) => FieldRules.IsHost(name).Should().Be(valid);

    [Theory]
    [InlineData("/dev/disk/by-id/wwn-0x5000:1_2.3-4", null)]
    [InlineData("/../x", null)]
    [InlineData("/", "must be in a valid format")]
    [InlineData("/dev/sd;ls", "must be in a valid format")]
    [InlineData("/dev/sdx\n", "must be in a valid format")]
    [InlineData("/dev/`id`", "must be in a valid format")]
    [InlineData("", "cannot be blank")]
    public void Device_names(string name, string? error) => FieldRules.DeviceName(name).Should().Be(error);

    [Theory]
    [InlineData("""{"":"x"}""", "tag names may not be empty")]
    [InlineData("""{"a b":"x"}""", "invalid characters in tag name a b")]
    [InlineData("""{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":"x"}""", "tag name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: the length must be between 1 and 32")]
    [InlineData("""{"a.b-c_d":""}""", null)]
    public void Tags(string tags, string? error) => RequestRules
        .Check(RequestReader.TagsChange(Bytes($$"""{"change_type":"set","tags":{{tags}}}""")))
        .Should().Be(error is null ? null : $"validation failed: tags: {error}.");

    [Theory]
    [InlineData("""{"durability":{"type":"raid"}}""", "Unknown durability type")]
    [InlineData("""{"durability":{"type":"replicate","replicate":{"replica":4}}}""", "Invalid replica value")]
    [InlineData("""{"durability":{"type":"replicate","replicate":{"replica":-1}}}""", "Invalid replica value")]
    [InlineData("""{"durability":{"type":"disperse","disperse":{"data":-4,"redundancy":2}}}""", "Invalid dispersion combination: -4+2")]
    [InlineData("""{"gid":-1}""", "Bad group id less than zero")]
    [InlineData("""{"snapshot":{"enable":true,"factor":100.1}}""", "Invalid snapshot factor")]
    [InlineData("""{"snapshot":{"enable":false,"factor":200}}""", null)]
    public void Volumes(string json, string? error) => VolumeRules.Check(RequestReader.VolumeCreate(Bytes(json))).Should().Be(error);

    [Fact]
    public void A_wrong_heal_check_hides_a_wrong_state() => RequestRules
        .Check(RequestReader.State("""{"state":"x","healcheck":"maybe"}"""u8))
        .Should().Be("validation failed: healcheck: maybe is not valid heal info check.");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
