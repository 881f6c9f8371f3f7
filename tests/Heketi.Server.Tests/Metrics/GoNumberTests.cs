using System.Globalization;
using Heketi.Server.Metrics;

namespace Heketi.Server.Tests.Metrics;

public class GoNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(999_999, "999999")]
    [InlineData(1_000_000, "1e+06")]
    [InlineData(471_597_056, "4.71597056e+08")]
    [InlineData(482_915_385_344, "4.82915385344e+11")]
    [InlineData(536_870_912_000, "5.36870912e+11")]
    [InlineData(9_007_199_254_740_991, "9.007199254740991e+15")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.25e19, "1.25e+19")]
    public void Writes_numbers_as_go_does(double value, string text)
    {
        GoNumber.Of(value).Should().Be(text);
        double.Parse(text, CultureInfo.InvariantCulture).Should().Be(value);
    }
}
