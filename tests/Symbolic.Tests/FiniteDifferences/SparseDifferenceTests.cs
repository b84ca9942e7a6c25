using FsCheck;
using FsCheck.Fluent;
using Symbolic.FiniteDifferences;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class SparseDifferenceTests
{
    [Theory]
    [InlineData(FastMode.Central)]
    [InlineData(FastMode.Richardson4)]
    [InlineData(null)]
    public void Colouring_recovers_the_dense_hessian(FastMode? mode)
    {
        Prop.ForAll(DifferenceColouringTests.Patterns.ToArbitrary(), drawn =>
        {
            int n = Math.Min(drawn.Rows, drawn.Columns);
            var model = new PairModel(DifferenceColouringTests.Symmetric(drawn, n));
            double[] x = model.Point();
            SparseEstimate sparse = SparseDifference.HessianFromGradient(model.Gradient, x, model.Pattern, mode);
            double[,] exact = model.Hessian(x), found = sparse.ToArray();
            double tolerance = mode == FastMode.Central ? 1e-8 : 1e-10;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    Assert.Equal(exact[i, j], found[i, j], tolerance);
            }
            Assert.True(sparse.PatternHolds, $"probe {sparse.ProbeDeviation}");
        }).Check(Generators.Property.Repeatable(mode is null ? 25 : 100));
    }

    [Fact]
    public void Colouring_recovers_the_dense_jacobian()
    {
        Prop.ForAll(DifferenceColouringTests.Patterns.ToArbitrary(), pattern =>
        {
            double[] F(double[] x)
            {
                var y = new double[pattern.Rows];
                for (int i = 0; i < y.Length; i++)
                {
                    foreach (int j in pattern.Row(i))
                        y[i] += Math.Sin(x[j] * (i + 1)) + x[j];
                }
                return y;
            }

            double[] point = [.. Enumerable.Range(0, pattern.Columns).Select(j => 0.1 * j - 0.4)];
            SparseEstimate sparse = SparseDifference.Jacobian(F, point, pattern);
            for (int i = 0; i < pattern.Rows; i++)
            {
                for (int k = pattern.RowPointers[i]; k < pattern.RowPointers[i + 1]; k++)
                {
                    int j = pattern.ColumnIndices[k];
                    double exact = (i + 1) * Math.Cos(point[j] * (i + 1)) + 1;
                    Assert.InRange(Math.Abs(exact - sparse.Values[k]), 0, sparse.Bounds[k]);
                }
            }
            Assert.True(sparse.PatternHolds, $"probe {sparse.ProbeDeviation}");
        }).Check(Generators.Property.Repeatable(25));
    }

    [Fact]
    public void An_arrowhead_of_200_takes_four_gradients()
    {
        const int n = 200;
        DifferencePattern arrow = DifferencePattern.FromEntries(n, n, Enumerable.Range(1, n - 1).SelectMany(i => new[] { (i, 0), (i, i) }));
        var model = new PairModel(arrow.Symmetrised());
        SparseEstimate sparse = SparseDifference.HessianFromGradient(model.Gradient, model.Point(), arrow, FastMode.Central);
        Assert.Equal(2, sparse.Colours);
        Assert.Equal(4, sparse.Calls);
        Assert.True(sparse.PatternHolds);
    }

    [Fact]
    public void A_missing_entry_is_noticed_whatever_the_seed()
    {
        const int n = 30;
        var model = new PairModel(DifferenceColouringTests.Band(n, 2).Symmetrised());
        DifferencePattern narrow = DifferencePattern.FromEntries(
            n, n, DifferencePairs(model.Pattern).Where(pair => pair is not ((7, 9) or (9, 7))));
        for (ulong seed = 0; seed < 50; seed++)
        {
            var options = new DifferenceOptions { Seed = seed };
            SparseEstimate sparse = SparseDifference.HessianFromGradient(model.Gradient, model.Point(), narrow, FastMode.Richardson4, options);
            Assert.False(sparse.PatternHolds, $"seed {seed}, probe {sparse.ProbeDeviation}");
        }
    }

    [Fact]
    public void From_values_only_the_pairs_of_the_pattern_are_paid_for()
    {
        var model = new PairModel(DifferenceColouringTests.Band(10, 1).Symmetrised());
        double[] x = model.Point();
        SparseEstimate sparse = SparseDifference.Hessian(model.Value, x, model.Pattern);
        HessianEstimate dense = FiniteDifference.Hessian(model.Value, x);
        Assert.True(sparse.Calls < 0.7 * dense.Calls);
        Assert.True(sparse.PatternHolds);
        double[,] exact = model.Hessian(x);
        for (int i = 0; i < 10; i++)
        {
            for (int j = 0; j < 10; j++)
                Assert.Equal(exact[i, j], sparse[i, j], 1e-8);
        }
        Assert.False(SparseDifference.Hessian(model.Value, x, DifferenceColouringTests.Band(10, 0)).PatternHolds);
    }

    [Fact]
    public void A_pattern_of_the_wrong_size_is_the_callers_mistake() => Assert.Throws<ArgumentException>(
        () => SparseDifference.Jacobian(x => x, [1.0, 2.0], DifferenceColouringTests.Band(3, 0)));

    private static IEnumerable<(int, int)> DifferencePairs(DifferencePattern pattern)
    {
        for (int i = 0; i < pattern.Rows; i++)
        {
            for (int k = pattern.RowPointers[i]; k < pattern.RowPointers[i + 1]; k++)
                yield return (i, pattern.ColumnIndices[k]);
        }
    }

    /// <summary>Σ over the pairs of a symmetric pattern of sin(x_i)·cos(x_j)-like terms: its Hessian has exactly that pattern.</summary>
    private sealed class PairModel(DifferencePattern pattern)
    {
        public DifferencePattern Pattern => pattern;

        public double[] Point() => [.. Enumerable.Range(0, pattern.Rows).Select(i => Math.Sin(3 * i + 1))];

        public double Value(double[] x) =>
            Pairs().Sum(pair => Math.Exp(0.3 * x[pair.I]) * Math.Sin(x[pair.J] + 0.5) + Math.Sin(x[pair.I] + 0.5) * Math.Exp(0.3 * x[pair.J]));

        public double[] Gradient(double[] x)
        {
            var gradient = new double[x.Length];
            foreach ((int i, int j) in Pairs())
            {
                gradient[i] += 0.3 * Math.Exp(0.3 * x[i]) * Math.Sin(x[j] + 0.5) + Math.Cos(x[i] + 0.5) * Math.Exp(0.3 * x[j]);
                gradient[j] += Math.Exp(0.3 * x[i]) * Math.Cos(x[j] + 0.5) + 0.3 * Math.Sin(x[i] + 0.5) * Math.Exp(0.3 * x[j]);
            }
            return gradient;
        }

        public double[,] Hessian(double[] x)
        {
            var hessian = new double[x.Length, x.Length];
            foreach ((int i, int j) in Pairs())
            {
                double ei = Math.Exp(0.3 * x[i]), ej = Math.Exp(0.3 * x[j]);
                double si = Math.Sin(x[i] + 0.5), sj = Math.Sin(x[j] + 0.5), ci = Math.Cos(x[i] + 0.5), cj = Math.Cos(x[j] + 0.5);
                double mixed = 0.3 * ei * cj + 0.3 * ci * ej;
                hessian[i, i] += 0.09 * ei * sj - si * ej;
                hessian[j, j] += -ei * sj + 0.09 * si * ej;
                hessian[i, j] += mixed;
                hessian[j, i] += mixed;
            }
            return hessian;
        }

        private IEnumerable<(int I, int J)> Pairs()
        {
            for (int i = 0; i < pattern.Rows; i++)
            {
                for (int k = pattern.RowPointers[i]; k < pattern.RowPointers[i + 1]; k++)
                {
                    if (pattern.ColumnIndices[k] <= i)
                        yield return (i, pattern.ColumnIndices[k]);
                }
            }
        }
    }
}
