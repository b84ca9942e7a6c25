using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit;

namespace Symbolic.Tests.Numerics.Vectorised;

/// <summary>Against 32-digit values, at the bounds that the functions claim.</summary>
public sealed class VectorMathReferenceTests
{
    public static TheoryData<string> Functions => [.. VectorFunction.Names];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Columns_are_within_the_bound_of_the_exact_value(string name)
    {
        (double[] x, double[] y, string[] exact) = References(name);
        AssertWithin(name, x, y, exact, VectorFunction.Of(name).Column(x, y));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Vectors_of_every_width_give_the_bits_of_the_column(string name)
    {
        (double[] x, double[] y, _) = References(name);
        int whole = x.Length & ~7;
        VectorFunction function = VectorFunction.Of(name);
        double[] column = function.Column(x[..whole], y[..whole]);
        foreach (int width in (int[])[128, 256, 512])
            Bits.AssertEqual(column, function.Vectors(width, x[..whole], y[..whole]), x, $"{name}, {width} bits");
    }

    [Theory]
    [InlineData("LogGamma")]
    [InlineData("Digamma")]
    public void Left_of_zero_the_error_is_within_four_ulp_of_the_largest_term(string name)
    {
        (double[] x, double[] largest, string[] exact) = References(name + "Reflected");
        double[] actual = VectorFunction.Of(name).Column(x, x);
        for (int i = 0; i < x.Length; i++)
        {
            double error = ReferenceValues.UlpError(actual[i], exact[i], envelope: largest[i]);
            Assert.True(error <= 4, $"{name}({x[i]:R}) = {actual[i]:R}, exactly {exact[i]}");
        }
    }

    [Fact]
    public void Sine_and_cosine_together_are_those_apart()
    {
        (double[] x, _, _) = References("Sin");
        double[] sin = new double[x.Length];
        double[] cos = new double[x.Length];
        Symbolic.Numerics.Vectorised.VectorMath.SinCos(x, sin, cos);
        Bits.AssertEqual(VectorFunction.Of("Sin").Column(x, x), sin, x, "sin");
        Bits.AssertEqual(VectorFunction.Of("Cos").Column(x, x), cos, x, "cos");
    }

    private static void AssertWithin(string name, double[] x, double[] y, string[] exact, double[] actual)
    {
        double worst = 0;
        int at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double distance = ReferenceValues.UlpError(actual[i], exact[i]);
            if (distance > worst)
                (worst, at) = (distance, i);
        }

        Assert.True(
            worst <= VectorFunction.Bounds[name],
            $"{name}({x[at]:R}, {y[at]:R}) = {actual[at]:R}, exactly {exact[at]}: {worst} ulp");
    }

    private static (double[] X, double[] Y, string[] Exact) References(string name, [CallerFilePath] string path = "")
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(Path.GetDirectoryName(path)!, "References", name + ".tsv")).Select(l => l.Split('\t'))];
        Assert.True(rows.Length >= 190);
        return ([.. rows.Select(r => Number(r[0]))], [.. rows.Select(r => Number(r[^2]))], [.. rows.Select(r => r[^1])]);
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
