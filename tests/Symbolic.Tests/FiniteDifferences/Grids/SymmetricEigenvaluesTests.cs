using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class SymmetricEigenvaluesTests
{
    [Fact]
    public void Three_by_three_agrees_with_the_iterative_solver_to_a_few_roundings_of_the_largest()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            // Eigenvalues of any gap from none to all, turned at random.
            double gap = Math.Pow(10, -18 * random.NextDouble());
            double[] λ = random.Next(3) switch
            {
                0 => [1, 1 + gap, random.NextDouble() * 4 - 2],
                1 => [gap, -gap * random.NextDouble(), 1],
                _ => [random.NextDouble(), random.NextDouble() - 1, random.NextDouble()],
            };
            double scale = Math.Pow(10, random.Next(-150, 150));
            Matrix<double> q = Matrix<double>.Build.Dense(3, 3, (_, _) => random.NextDouble() - 0.5).QR().Q;
            Matrix<double> m = q * Matrix<double>.Build.DenseOfDiagonalArray([.. λ.Select(x => x * scale)]) * q.Transpose();
            (double low, double middle, double high) = SymmetricEigenvalues.Of(
                m[0, 0], m[1, 1], m[2, 2], (m[0, 1] + m[1, 0]) / 2, (m[0, 2] + m[2, 0]) / 2, (m[1, 2] + m[2, 1]) / 2);
            double[] expected = [.. λ.Select(x => x * scale).Order()];
            double allowed = 4e-15 * scale * λ.Max(Math.Abs);
            Assert.True(low <= middle && middle <= high);
            GridTesting.Close(expected, [low, middle, high], _ => allowed);
        }).Check(Generators.Property.Repeatable(5000));
    }

    [Fact]
    public void Two_by_two_keeps_the_digits_of_the_small_eigenvalue()
    {
        // [1 1; 1 1+2⁻⁴⁰]: determinant 2⁻⁴⁰ exactly, trace about 2.
        double small = Math.ScaleB(1, -40);
        (double low, double high) = SymmetricEigenvalues.Of(1, 1, 1 + small);
        double expected = small / high;
        Assert.Equal(expected, low, expected * 1e-15);
        Assert.Equal(2 + small / 2, high, 1e-15);
    }

    [Theory]
    [InlineData(3, 0, 5, 3, 5)]
    [InlineData(-5, 0, 3, -5, 3)]
    [InlineData(0, 2, 0, -2, 2)]
    [InlineData(1, 2, 4, 0, 5)]
    [InlineData(-1, 2, -4, -5, 0)]
    [InlineData(1e300, 1e300, -1e300, -1.4142135623730951e300, 1.4142135623730951e300)]
    [InlineData(1e-300, 1e-300, 1e-300, 0, 2e-300)]
    [InlineData(7, 0, 7, 7, 7)]
    [InlineData(0, 0, 0, 0, 0)]
    public void Two_by_two_is_exact_on_easy_matrices_of_any_size(double a, double b, double d, double low, double high)
    {
        (double actualLow, double actualHigh) = SymmetricEigenvalues.Of(a, b, d);
        double allowed = 3e-16 * Math.Max(Math.Abs(low), Math.Abs(high));
        Assert.Equal(low, actualLow, allowed);
        Assert.Equal(high, actualHigh, allowed);
    }

    [Fact]
    public void Matrices_with_all_eigenvalues_equal_are_exact() =>
        Assert.Equal((3, 3, 3), SymmetricEigenvalues.Of(3, 3, 3, 0, 0, 0));
}
