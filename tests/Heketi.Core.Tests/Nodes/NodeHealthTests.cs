using Heketi.Core.Nodes;

namespace Heketi.Core.Tests.Nodes;

public sealed class NodeHealthTests
{
    private readonly NodeHealth _health = new();

    [Fact]
    public void Only_a_change_is_news()
    {
        _health.Report("a", isDown: false).Should().BeFalse("a node counts as well until it was asked");
        _health.Report("a", isDown: true).Should().BeTrue();
        _health.Report("a", isDown: true).Should().BeFalse();
        _health.IsDown("a").Should().BeTrue();
        _health.Report("a", isDown: false).Should().BeTrue();
        _health.IsDown("a").Should().BeFalse();
    }

    [Fact]
    public void Nodes_that_are_no_more_are_forgotten()
    {
        _health.Report("a", isDown: true);
        _health.Report("b", isDown: true);

        _health.Keep(id => id == "b");

        (_health.IsDown("a"), _health.IsDown("b")).Should().Be((false, true));
    }
}
