using Heketi.Nodes.GlusterBlocks;

namespace Heketi.Nodes.Tests.Gluster;

public sealed class BlockReplyTests
{
    [Fact]
    public void A_created_block_volume_tells_its_target()
    {
        var reply = BlockReply.Parse(
            """{ "IQN": "iqn.2016-12.org.gluster-block:11111111-2222", "USERNAME": "buser", "PASSWORD": "bpass", "PORTAL(S)": [ "10.0.0.1:3260" ], "RESULT": "SUCCESS" }""");

        reply.Should().BeEquivalentTo(new { Succeeded = true, Iqn = "iqn.2016-12.org.gluster-block:11111111-2222", Username = "buser", Password = "bpass" });
    }

    [Theory]
    [InlineData("""{ "RESULT": "FAIL", "errCode": 2, "errMsg": "block v\/b doesn't exist" }""", true)]
    [InlineData("""{ "RESULT": "FAIL", "errCode": 255, "errMsg": "block v\/b does not exist" }""", true)]
    [InlineData("""{ "RESULT": "FAIL", "errCode": 107, "errMsg": "Not able to Initialize volume v" }""", false)]
    [InlineData("""{ "errCode": 22, "errMsg": "bad" }""", false)]
    public void A_failure_is_told_from_absence(string json, bool isMissing)
    {
        var reply = BlockReply.Parse(json);

        reply.Succeeded.Should().BeFalse();
        reply.IsMissing.Should().Be(isMissing);
    }

    [Theory]
    [InlineData("10.0 GiB", 10)]
    [InlineData("1.5 TiB", 1536)]
    [InlineData("512.0 MiB", 0)]
    [InlineData("", 0)]
    public void Info_tells_the_size(string size, int expected)
    {
        var reply = BlockReply.Parse($$"""{ "NAME":"b", "VOLUME":"v", "GBID":"g", "SIZE":"{{size}}", "HA":3, "PASSWORD":"", "EXPORTED ON":[ "10.0.0.1" ] }""");

        reply.Should().BeEquivalentTo(new { Succeeded = true, Name = "b", SizeGiB = expected });
    }

    [Fact]
    public void A_list_tells_the_names() =>
        BlockReply.Parse("""{ "blocks": [ "a", "b" ], "RESULT": "SUCCESS" }""").Blocks.Should().Equal("a", "b");

    [Theory]
    [InlineData("")]
    [InlineData("Connection failed. Please check if gluster-block daemon is operational.")]
    [InlineData("[]")]
    public void What_is_no_answer_is_refused(string text) =>
        FluentActions.Invoking(() => BlockReply.Parse(text)).Should().Throw<FormatException>();
}
