using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

/// <summary>What the tests of grids share: reproducible axes and samples, and a slow, plain way to apply a matrix along an axis.</summary>
internal static class GridTesting
{
    /// <summary>Rising coordinates whose gaps vary by up to a factor 3.</summary>
    public static GridAxis UnevenAxis(int count, Random random)
    {
        var x = new double[count];
        x[0] = random.NextDouble() * 4 - 2;
        for (int i = 1; i < count; i++)
        {
            x[i] = x[i - 1] + 0.1 + 0.2 * random.NextDouble();
        }

        return GridAxis.FromCoordinates(x);
    }

    public static GridAxis AnyAxis(int count, Random random) => random.Next(3) switch
    {
        0 => GridAxis.Uniform(count, 0.05 + random.NextDouble(), random.NextDouble() * 4 - 2),
        1 => GridAxis.Uniform(count, -0.05 - random.NextDouble(), random.NextDouble()),
        _ => UnevenAxis(count, random),
    };

    public static GridData RandomSamples(Random random, params GridAxis[] axes)
    {
        var values = new double[axes.Aggregate(1, (product, axis) => product * axis.Count)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextDouble() * 2 - 1;
        }

        return new(values, axes);
    }

    /// <summary>Row i holds the weights with which the derivative at node i takes the samples, found from unit impulses.</summary>
    public static double[,] Matrix(GridAxis axis, int derivative, int accuracy)
    {
        int n = axis.Count;
        var matrix = new double[n, n];
        for (int k = 0; k < n; k++)
        {
            var impulse = new double[n];
            impulse[k] = 1;
            GridData column = GridDerivatives.Partial(new(impulse, axis), new GridOptions { Accuracy = accuracy }, (0, derivative));
            for (int i = 0; i < n; i++)
            {
                matrix[i, k] = column.Values[i];
            }
        }

        return matrix;
    }

    /// <summary>Applies the matrix along one axis, and to the magnitudes too, which bounds the rounding of any order of summation.</summary>
    public static (double[] Result, double[] Magnitude) Along(double[] values, IReadOnlyList<int> shape, int axis, double[,] matrix, double[]? magnitudes = null)
    {
        int stride = shape.Skip(axis + 1).Aggregate(1, (a, b) => a * b);
        int n = shape[axis];
        var result = new double[values.Length];
        var magnitude = new double[values.Length];
        for (int flat = 0; flat < values.Length; flat++)
        {
            int node = flat / stride % n;
            for (int k = 0; k < n; k++)
            {
                double w = matrix[node, k];
                if (w != 0)
                {
                    int from = flat + (k - node) * stride;
                    result[flat] += w * values[from];
                    magnitude[flat] += Math.Abs(w) * (magnitudes is null ? Math.Abs(values[from]) : magnitudes[from]);
                }
            }
        }

        return (result, magnitude);
    }

    public static void Close(IReadOnlyList<double> expected, ReadOnlySpan<double> actual, Func<int, double> tolerance)
    {
        Assert.Equal(expected.Count, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance(i), $"Node {i}: expected {expected[i]:R}, got {actual[i]:R}, allowed {tolerance(i)}.");
        }
    }

    public static double LargestError(GridData actual, Func<ReadOnlySpan<double>, double> exact)
    {
        ReadOnlySpan<double> expected = GridData.Sample(exact, actual.Axes).Values;
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i] - actual.Values[i]));
            Assert.False(double.IsNaN(actual.Values[i]));
        }

        return largest;
    }
}
