using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes.Faults;

/// <summary>Which of the coming requests go wrong, and how.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<(Func<HttpRequest, bool> Matches, Fault Fault, int Left)> _planned = [];

    /// <summary>The next <paramref name="times"/> execs go wrong.</summary>
    public void OnExec(Fault fault, int times = 1) => On(request => request.Path.Value!.EndsWith("/exec", StringComparison.Ordinal), fault, times);

    /// <summary>The next <paramref name="times"/> requests whose path contains a text go wrong.</summary>
    public void OnPath(string part, Fault fault, int times = 1) => On(request => request.Path.Value!.Contains(part, StringComparison.Ordinal), fault, times);

    /// <summary>The next matching requests go wrong.</summary>
    public void On(Func<HttpRequest, bool> matches, Fault fault, int times)
    {
        lock (_lock)
        {
            _planned.Add((matches, fault, times));
        }
    }

    /// <summary>All is well again.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _planned.Clear();
        }
    }

    internal Fault? Take(HttpRequest request)
    {
        lock (_lock)
        {
            var index = _planned.FindIndex(plan => plan.Left > 0 && plan.Matches(request));
            if (index < 0)
            {
                return null;
            }

            var (matches, fault, left) = _planned[index];
            _planned[index] = (matches, fault, left - 1);
            return fault;
        }
    }
}
