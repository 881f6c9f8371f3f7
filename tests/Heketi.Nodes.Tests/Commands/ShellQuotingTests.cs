using System.Diagnostics;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Tests.Commands;

public sealed class ShellQuotingTests
{
    [Theory]
    [InlineData("/dev/mapper/vg_a-brick_b")]
    [InlineData("node1:/var/lib/heketi/mounts/vg_1/brick_2/brick")]
    [InlineData("--mode=script")]
    [InlineData("rw,inode64,noatime,nouuid")]
    [InlineData("user.heketi.id")]
    public void Harmless_words_stay_as_they_are(string word) => ShellQuoting.Quote(word).Should().Be(word);

    [Theory]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("~", "'~'")]
    [InlineData("$(id)", "'$(id)'")]
    public void Others_are_quoted(string word, string quoted) => ShellQuoting.Quote(word).Should().Be(quoted);

    [Theory]
    [InlineData(0)]
    [InlineData(0xd800)]
    [InlineData(0xdc00)]
    public void What_no_program_can_be_given_is_refused(int character) =>
        FluentActions.Invoking(() => ShellQuoting.Quote($"a{(char)character}b")).Should().Throw<ArgumentException>();

    [Fact]
    public void A_program_with_an_equals_sign_is_no_assignment() =>
        CommandLine.Of("a=b", "c=d").Render().Should().Be("'a=b' c=d");

    [Fact]
    public void A_command_shows_its_secrets_as_stars()
    {
        var command = CommandLine.Of("login", "me", new Secret("p w"));

        command.ToString().Should().Be("login me ***");
        command.Render().Should().Be("login me 'p w'");
    }

    [Fact]
    public async Task Random_words_come_out_of_a_shell_as_they_went_in()
    {
        var random = new Random(4711);
        var words = Enumerable.Range(0, 2000)
            .Select(_ => new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(1, random.Next(2) == 0 ? 128 : 0xd800))]))
            .ToArray();
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(CommandLine.Of("printf", "%s\\0").With(words).Render() + "\n");
        process.StandardInput.Close();

        (await reading).Split('\0')[..^1].Should().Equal(words);
    }
}
