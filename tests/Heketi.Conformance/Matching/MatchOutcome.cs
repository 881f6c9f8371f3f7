namespace Heketi.Conformance.Matching;

/// <summary>What a comparison came to: the bindings after it, or what differs and where.</summary>
public readonly record struct MatchOutcome(Bindings? Bindings, string? Difference)
{
    public bool IsMatch => Bindings is not null;

    public static MatchOutcome Matched(Bindings bindings) => new(bindings, null);

    public static MatchOutcome Differs(string where, string why) => new(null, where.Length == 0 ? why : $"{where}: {why}");
}
