using Heketi.Conformance.Matching;

namespace Heketi.Conformance.MatchingTests;

public sealed class BindingsTests
{
    private static string Id(char digit) => new(digit, 32);

    [Fact]
    public void A_placeholder_keeps_its_id()
    {
        var bindings = Bindings.Empty.Bind("<node1>", Id('a'))!;

        bindings.Bind("<node1>", Id('a')).Should().NotBeNull();
        bindings.Bind("<node1>", Id('b')).Should().BeNull();
    }

    [Fact]
    public void Two_placeholders_never_share_an_id() =>
        Bindings.Empty.Bind("<node1>", Id('a'))!.Bind("<node2>", Id('a')).Should().BeNull();

    [Fact]
    public void A_set_of_two_is_open_until_one_is_known()
    {
        var bindings = Bindings.Empty.BindSet(["<node1>", "<node2>"], [Id('a'), Id('b')])!;
        bindings.Choices("<node1>").Should().Equal(Id('a'), Id('b'));

        var settled = bindings.Bind("<node1>", Id('b'))!;

        settled.Actual("<node2>").Should().Be(Id('a'));
    }

    [Fact]
    public void What_another_set_claims_is_no_choice()
    {
        var bindings = Bindings.Empty
            .BindSet(["<node1>", "<node2>", "<node3>"], [Id('a'), Id('b'), Id('c')])!
            .BindSet(["<node2>", "<node3>", "<node4>"], [Id('b'), Id('c'), Id('d')]);

        bindings!.Choices("<node2>").Should().Equal(Id('b'), Id('c'));
        bindings.Choices("<node1>").Should().Equal(Id('a'));
        bindings.Choices("<node4>").Should().Equal(Id('d'));
    }

    [Fact]
    public void A_set_keeps_strangers_out()
    {
        var bindings = Bindings.Empty.BindSet(["<node1>", "<node2>"], [Id('a'), Id('b')])!;

        bindings.Bind("<node1>", Id('c')).Should().BeNull();
        bindings.Bind("<node3>", Id('a')).Should().BeNull();
    }

    [Fact]
    public void Two_sets_narrow_each_other()
    {
        var bindings = Bindings.Empty
            .BindSet(["<node1>", "<node2>", "<node3>"], [Id('a'), Id('b'), Id('c')])!
            .BindSet(["<node2>", "<node3>"], [Id('a'), Id('c')])!;

        bindings.Actual("<node1>").Should().Be(Id('b'));
    }

    [Fact]
    public void A_set_must_hold_what_is_bound_already() =>
        Bindings.Empty.Bind("<node1>", Id('c'))!.BindSet(["<node1>", "<node2>"], [Id('a'), Id('b')]).Should().BeNull();

    [Fact]
    public void A_place_is_a_choice_but_no_binding()
    {
        var bindings = Bindings.Empty.WithPlace("<device1>", Id('a'));

        bindings.Choices("<device1>").Should().Equal(Id('a'));
        bindings.Actual("<device1>").Should().BeNull();
    }
}
