namespace Heketi.Deployment.Tests.Helm;

/// <summary>The chart cannot be rendered: a mistake in a template, or what the chart itself refuses (<c>required</c>, <c>fail</c>).</summary>
internal sealed class ChartException(string message) : Exception(message);
