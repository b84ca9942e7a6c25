using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Compilation;
using Symbolic.Compilation.Batch;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Numerics;
using Symbolic.Tests.Generators;
using Symbolic.Tests.Numerics.Vectorised;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Compilation;

/// <summary>Batches of vectors against one point after the other, at every length up to 67 and every width of vectors; see <see cref="BatchPropertyTests"/>.</summary>
public class VectorBatchTests
{
    private const int Lengths = 68;

    private static readonly ImmutableArray<Variable> Variables = [new("x"), new("y"), new("z")];

    [Fact]
    public void Components_without_kernels_give_the_bits_of_the_scalar_code()
    {
        var lengths = new int[Lengths];
        Property.Holds(Vectors(new ExprOptions { HasConditions = true, StaysInDomain = false, Uses = f => f.Vector is null }), c =>
        {
            var vector = Compile(c.Components);
            var order = Enumerable.Range(0, 2).Reverse().FirstOrDefault(o => !BatchPropertyTests.HasKernel(vector.TapeOf(o)), -1);
            if (order < 0) return;
            var length = lengths.Sum() % Lengths;
            lengths[length]++;
            vector.CompileBatchNow(order, VectorOperations.All[lengths.Sum() % 3]);
            var columns = SpecialPoints.Columns(new Random(c.Seed), 3, length);
            var (expected, actual) = (OneByOne(vector, columns, order), Batch(vector, columns, order));
            for (var i = 0; i < expected.Length; i++)
            {
                for (var j = 0; j < length; j++) Assert.True(Bits.Equal(expected[i][j], actual[i][j]), $"{c}: column {i}, row {j} of {length} is {actual[i][j]:R}, not {expected[i][j]:R}");
            }
        }, count: 1_500, maxSize: 15);
        Assert.True(lengths.Min() > 5, $"a length came up {lengths.Min()} times only");
    }

    [Fact]
    public void Every_function_is_within_the_ulps_stated_for_both_forms_beside_another_component()
    {
        FunctionDefinition[] functions = [.. Catalogue.All.Where(f => f.Vector is not null)];
        foreach (var function in functions)
        {
            var isGamma = function.Family == GammaFunctions.Gamma.Family;
            var call = new Call(function, [.. Variables[..function.MinArity]]);
            var vector = new CompiledVector(Variables, [AsTyped.Product([2, Variables[0]]), call, AsTyped.Product([call, Variables[2]])]);
            for (var length = 0; length < Lengths; length++)
            {
                vector.CompileBatchNow(0, VectorOperations.All[length % 3]);
                var columns = SpecialPoints.Columns(new Random(length), 3, length);
                var (expected, actual) = (OneByOne(vector, columns, 0), Batch(vector, columns, 0));
                for (var i = 0; i < length; i++)
                {
                    Assert.True(Bits.Equal(expected[0][i], actual[0][i]));
                    Assert.True(Bits.Equal(actual[1][i] * columns[2][i], actual[2][i]));
                    // Left of 0 the gamma family has zeros, where an error relative to the value says nothing.
                    if (isGamma && columns[0][i] < 0) continue;
                    Assert.True(Ulp.Distance(expected[1][i], actual[1][i]) <= function.MaxUlp + (isGamma ? 4 : 2), $"{function} at {columns[0][i]:R} is {expected[1][i]:R}, {actual[1][i]:R} in a batch");
                }
            }
        }

        Assert.True(functions.Length > 20);
    }

    [Fact]
    public void Jacobians_of_any_components_differ_by_amplified_rounding_only()
    {
        var (count, compared, numbers) = (0, 0, 0);
        Property.Holds(Vectors(ExprOptions.Smooth), c =>
        {
            var vector = Compile(c.Components);
            vector.CompileBatchNow(1, VectorOperations.All[count++ % 3]);
            var columns = SpecialPoints.Columns(new Random(c.Seed), 3, count % Lengths);
            var (expected, actual) = (OneByOne(vector, columns, 1), Batch(vector, columns, 1));
            var bound = new Symbolic.Verification.RoundingBound(Variables, [.. c.Components, .. Jacobian.EntriesOf(c.Components, Variables).Select(e => e.Value)]);
            for (var j = 0; j < columns[0].Length; j++)
            {
                if (Enumerable.Range(0, expected.Length).All(i => Bits.Equal(expected[i][j], actual[i][j]))) continue;
                var exact = bound.At([columns[0][j], columns[1][j], columns[2][j]]);
                for (var i = 0; i < expected.Length; i++)
                {
                    if (Bits.Equal(expected[i][j], actual[i][j])) continue;
                    numbers++;
                    if (!double.IsFinite(exact[i].Value) || !double.IsFinite(exact[i].Error)) continue;
                    compared++;
                    Assert.True(Math.Abs(expected[i][j] - actual[i][j]) <= 8 * exact[i].Error, $"{c}: column {i} is {actual[i][j]:R}, not {expected[i][j]:R} ± {exact[i].Error}");
                }
            }
        }, count: 600, maxSize: 12);
        Assert.True(compared > 0.95 * numbers && compared > 2_000, $"only {compared} of {numbers} numbers that differ were compared");
    }

    [Fact]
    public void Without_machine_code_points_are_evaluated_one_by_one()
    {
        foreach (var mode in Enum.GetValues<CompilationMode>())
        {
            var vector = Formula.Parse("[x*y, 3, x+y]").CompileVector(1, mode: mode);
            var (values, jacobian) = (Room(3, 3), Room(4, 3));
            vector.EvaluateBatch([[1, 2, 3], [4, 5, 6]], values, jacobian);
            Assert.Equal([[4, 10, 18], [3, 3, 3], [5, 7, 9]], values);
            Assert.Equal([[4, 5, 6], [1, 2, 3], [1, 1, 1], [1, 1, 1]], jacobian);
        }
    }

    [Fact]
    public void A_vector_without_variables_fills_its_columns()
    {
        var values = Room(2, 3_000);
        Formula.Parse("[2, 3]").CompileVector(1).EvaluateBatch([], values, []);
        Assert.All(values[0], v => Assert.Equal(2, v));
        Assert.All(values[1], v => Assert.Equal(3, v));
    }

    [Fact]
    public void A_large_batch_on_all_processors_and_past_the_caches_equals_one_point_after_the_other()
    {
        const int Count = 1_000_003;
        var vector = Formula.Parse("[x*y/(1+z^2)-x^2, if(x<y,z,x*z), x*y]").CompileVector(1);
        var columns = SpecialPoints.Columns(new Random(1), 3, Count);
        Memory<double>[] aligned = [.. Enumerable.Range(0, 3 + vector.JacobianPattern.Count).Select(_ => BatchColumn.Allocate(Count))];
        vector.EvaluateBatch([.. columns.Select(c => (ReadOnlyMemory<double>)c)], aligned[..3], aligned[3..]);
        var (ordinary, some) = (Batch(vector, columns, 1), columns.Select(c => c[^5_003..]).ToArray());
        Assert.All(ordinary.Zip(aligned), pair => Assert.True(pair.First.AsSpan().SequenceEqual(pair.Second.Span)));
        foreach (var (expected, actual) in OneByOne(vector, some, 1).Zip(ordinary)) Bits.AssertEqual(expected, actual[^5_003..], some[0], "at the end");
    }

    [Fact]
    public void Wrong_columns_are_refused()
    {
        var vector = Formula.Parse("[x*y, x]").CompileVector(1);
        var x = new double[8];
        Assert.Throws<ArgumentException>(() => vector.EvaluateBatch([x], Room(2, 8)));
        Assert.Throws<ArgumentException>(() => vector.EvaluateBatch([x, new double[7]], Room(2, 8)));
        Assert.Throws<ArgumentException>(() => vector.EvaluateBatch([x, x], Room(1, 8)));
        Assert.Throws<ArgumentException>(() => vector.EvaluateBatch([x, x], [new double[8], new double[5]]));
        Assert.Throws<ArgumentException>(() => vector.EvaluateBatch([x, x], [new double[8], x]));
        Assert.Throws<ArgumentException>(() => vector.EvaluateBatch([x, x], Room(2, 8), Room(4, 8)));
        Assert.Throws<ArgumentException>(() => vector.EvaluateBatch([x, x], Room(2, 8), []));
        Assert.Throws<ArgumentNullException>(() => vector.EvaluateBatch([x, x], null!));
        Assert.Throws<InvalidOperationException>(() => Formula.Parse("[x*y, x]").CompileVector().EvaluateBatch([x, x], Room(2, 8), Room(3, 8)));
    }

    [Fact]
    public void A_run_reports_progress_and_can_be_cancelled()
    {
        var vector = Formula.Parse("[x*y, x+y]").CompileVector(1);
        var columns = Room(2, 200_000);
        var seen = new List<long>();
        vector.EvaluateBatch(columns, Room(2, 200_000), Room(4, 200_000), new BatchOptions { MaxDegreeOfParallelism = 1, Progress = new ProgressRecorder(seen) });
        Assert.Equal(200_000, seen[^1]);
        Assert.True(seen.Count > 2 && seen.SequenceEqual(seen.Order()));
        using var source = new CancellationTokenSource();
        var stop = new BatchOptions { Progress = new ProgressStopper(source), CancellationToken = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => vector.EvaluateBatch(columns, Room(2, 200_000), options: stop));
    }

    private static double[][] Room(int columns, int length) => [.. Enumerable.Range(0, columns).Select(_ => new double[length])];

    private static Arbitrary<Case> Vectors(ExprOptions options) => Arb.From(
        from components in ExprGenerator.Generator(options).ArrayOf(3)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Case([.. components], seed));

    private static CompiledVector Compile(ImmutableArray<Expr> components) => new(Variables, components, Jacobian.EntriesOf(components, Variables));

    private static double[][] Batch(CompiledVector vector, double[][] columns, int order)
    {
        var (values, jacobian) = (Room(vector.Count, columns[0].Length), order > 0 ? Room(vector.JacobianPattern.Count, columns[0].Length) : null);
        vector.EvaluateBatch(columns, values, jacobian);
        return [.. values, .. jacobian ?? []];
    }

    private static double[][] OneByOne(CompiledVector vector, double[][] columns, int order)
    {
        var (values, jacobian) = (new double[vector.Count], new double[order > 0 ? vector.JacobianPattern.Count : 0]);
        var results = Room(values.Length + jacobian.Length, columns[0].Length);
        for (var i = 0; i < columns[0].Length; i++)
        {
            double[] point = [.. columns.Select(c => c[i])];
            if (order == 0) vector.Evaluate(point, values);
            else vector.EvaluateSparse(point, values, jacobian);
            double[] row = [.. values, .. jacobian];
            for (var j = 0; j < row.Length; j++) results[j][i] = row[j];
        }

        return results;
    }

    private sealed record Case(ImmutableArray<Expr> Components, int Seed)
    {
        public override string ToString() => $"[{string.Join(", ", Components.Select(Formula.Of))}], seed {Seed}";
    }
}
