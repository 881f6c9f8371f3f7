using System.Collections.Immutable;

namespace Heketi.Conformance.Matching;

/// <summary>
/// Which actual id every placeholder stands for: one to one, in both directions. Immutable, so that a
/// matcher may try an assignment and drop it.
/// </summary>
public sealed record Bindings
{
    private static readonly StringComparer _ordinal = StringComparer.Ordinal;

    public static Bindings Empty { get; } = new();

    private ImmutableDictionary<string, string> Forward { get; init; } = ImmutableDictionary.Create<string, string>(_ordinal);

    private ImmutableDictionary<string, string> Backward { get; init; } = ImmutableDictionary.Create<string, string>(_ordinal);

    /// <summary>What an unbound placeholder may still become: it was seen in a list of ids, whose order says nothing.</summary>
    private ImmutableDictionary<string, ImmutableHashSet<string>> Candidates { get; init; } =
        ImmutableDictionary.Create<string, ImmutableHashSet<string>>(_ordinal);

    /// <summary>The other way round: which placeholders an actual id of such a list may belong to.</summary>
    private ImmutableDictionary<string, ImmutableHashSet<string>> Claims { get; init; } =
        ImmutableDictionary.Create<string, ImmutableHashSet<string>>(_ordinal);

    /// <summary>Devices and nodes seen only as the place of a brick: a stand-in to use, not a binding.</summary>
    private ImmutableDictionary<string, string> Places { get; init; } = ImmutableDictionary.Create<string, string>(_ordinal);

    public string? Actual(string placeholder) => Forward.GetValueOrDefault(placeholder);

    public string? Recorded(string actual) => Backward.GetValueOrDefault(actual);

    /// <summary>The ids that a request may use for this placeholder, best first; none if it was never seen.</summary>
    public IReadOnlyList<string> Choices(string placeholder) =>
        Forward.TryGetValue(placeholder, out var bound) ? [bound]
        : Candidates.TryGetValue(placeholder, out var open) ? [.. open.Where(id => IsFree(id, placeholder)).Order(_ordinal)]
        : Places.TryGetValue(placeholder, out var place) && !Backward.ContainsKey(place) ? [place]
        : [];

    /// <summary>Binds a placeholder to an id; null if either already stands for something else.</summary>
    public Bindings? Bind(string placeholder, string actual)
    {
        if (Forward.TryGetValue(placeholder, out var bound))
        {
            return bound == actual ? this : null;
        }

        if (Backward.ContainsKey(actual)
            || (Candidates.TryGetValue(placeholder, out var open) && !open.Contains(actual))
            || (Claims.TryGetValue(actual, out var claim) && !claim.Contains(placeholder)))
        {
            return null;
        }

        var next = this with
        {
            Forward = Forward.Add(placeholder, actual),
            Backward = Backward.Add(actual, placeholder),
            Candidates = Candidates.Remove(placeholder),
            Claims = Claims.Remove(actual),
        };
        return open is null ? next : next.Settle();
    }

    /// <summary>Says that these placeholders stand for these ids, in an order that is not known.</summary>
    public Bindings? BindSet(IEnumerable<string> placeholders, IEnumerable<string> actuals)
    {
        var ids = actuals.ToHashSet(_ordinal);
        var names = new List<string>();
        foreach (var name in placeholders)
        {
            if (Forward.TryGetValue(name, out var bound))
            {
                if (!ids.Remove(bound))
                {
                    return null;
                }
            }
            else
            {
                names.Add(name);
            }
        }

        if (ids.Count != names.Count || ids.Any(Backward.ContainsKey))
        {
            return null;
        }

        return names.Count == 1 ? Bind(names[0], ids.Single()) : Narrow(names, ids)?.Settle();
    }

    /// <summary>Notes the place of a brick for a device or node that has no binding of its own; one that has its own name is no stand-in.</summary>
    public Bindings WithPlace(string placeholder, string actual) =>
        Forward.ContainsKey(placeholder) || Backward.ContainsKey(actual) ? this : this with { Places = Places.SetItem(placeholder, actual) };

    /// <summary>Whether nothing says that the id stands for something else.</summary>
    private bool IsFree(string id, string placeholder) =>
        !Backward.ContainsKey(id) && (!Claims.TryGetValue(id, out var claim) || claim.Contains(placeholder));

    private Bindings? Narrow(List<string> names, HashSet<string> ids)
    {
        var (candidates, claims) = (Candidates, Claims);
        foreach (var name in names)
        {
            var open = candidates.TryGetValue(name, out var before) ? before.Intersect(ids) : [.. ids];
            candidates = candidates.SetItem(name, open.WithComparer(_ordinal));
        }

        foreach (var id in ids)
        {
            var claim = claims.TryGetValue(id, out var before) ? before.Intersect(names) : [.. names];
            claims = claims.SetItem(id, claim.WithComparer(_ordinal));
            if (claim.IsEmpty)
            {
                return null;
            }
        }

        return this with { Candidates = candidates, Claims = claims };
    }

    /// <summary>Binds what only one id is left for; null if for something none is left.</summary>
    private Bindings? Settle()
    {
        foreach (var (name, open) in Candidates)
        {
            var left = open.Where(id => IsFree(id, name)).ToList();
            switch (left.Count)
            {
                case 0:
                    return null;
                case 1:
                    return Bind(name, left[0]);
            }
        }

        return this;
    }
}
