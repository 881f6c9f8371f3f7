using Heketi.CrashTest;

namespace Heketi.LiteDb.Tests;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task No_acknowledged_change_is_lost_when_the_process_is_killed()
    {
        var output = new StringWriter();

        var result = await new CrashRounds(new Random(7), output).RunAsync(5, directory.Path, TestContext.Current.CancellationToken);

        result.Lost.Should().Be(0, output.ToString());
        result.Rounds.Should().Be(5);
        result.Acknowledged.Should().BePositive();
    }
}
