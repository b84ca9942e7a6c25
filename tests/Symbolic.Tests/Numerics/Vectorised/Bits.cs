using Xunit;

namespace Symbolic.Tests.Numerics.Vectorised;

/// <summary>Equality of doubles bit for bit, any NaN being like any other.</summary>
internal static class Bits
{
    public static bool Equal(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    public static void AssertEqual(double[] expected, double[] actual, double[] argument, string where)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Equal(expected[i], actual[i]), $"{where} at {argument[i]:R}: {expected[i]:R} and {actual[i]:R}");
    }
}
