using Symbolic.Compilation;
using Symbolic.Compilation.Batch;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Numerics;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class BatchTests
{
    private static readonly string[] Names = ["x", "y", "z"];

    private static readonly string Gamma = GammaFunctions.Gamma.Family;

    private static readonly double[] Special =
        [0, -0.0, 1, -1, 0.5, 2, -3.25, 1e-310, 1e300, -1e300, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Fact]
    public void Arithmetic_and_choices_give_the_bits_of_the_scalar_code_at_every_length()
    {
        // Only operations that IEEE 754 defines to the bit, and functions that are called lane by lane.
        string[] formulas =
        [
            "x", "3", "x*y-z/x+sqrt(z)", "-x", "x^3*y^-2+y^(1/2)", "100*(y-x^2)^2+(1-x)^2", "if(x<y,x*z,y/z)", "if(x<=y and not(z>0) or x==0,-x,y+z)",
            "if(x!=y,1/(x-y),z)", "min(x,y,z)+max(x,y)", "floor(x)+ceil(y)", "si(x)-y", "clamp(x,-1,2)*z",
        ];
        foreach (var text in formulas)
        {
            var formula = Formula.Parse(text).Compile(2, Names);
            foreach (var vectors in VectorOperations.All)
            {
                formula.CompileBatchNow(2, vectors);
                for (var length = 0; length <= 67; length += length < 20 ? 1 : 9) AssertSame(formula, RandomColumns(length, length), tolerance: 0);
            }
        }
    }

    [Fact]
    public void Every_function_agrees_with_its_scalar_form_within_the_errors_of_both()
    {
        // Kernels are right to 2 ulps, those of the gamma family to 4; the scalar form is right to MaxUlp.
        var withKernel = 0;
        foreach (var definition in Catalogue.All.Where(d => d.Vector is not null))
        {
            withKernel++;
            var allowed = definition.MaxUlp + (definition.Family == Gamma ? 4 : 2);
            Variable[] variables = [.. Enumerable.Range(0, definition.MinArity).Select(i => new Variable(Names[i]))];
            foreach (var vectors in VectorOperations.All)
            {
                var formula = new CompiledFormula(variables, new Call(definition, [.. variables]));
                formula.CompileBatchNow(0, vectors);
                for (var length = 0; length <= 67; length++)
                {
                    var columns = RandomColumns(length, length)[..variables.Length];
                    var values = new double[length];
                    formula.EvaluateBatch(columns, values);
                    for (var i = 0; i < length; i++)
                    {
                        // Left of 0 the gamma family has zeros, where an error relative to the value says nothing.
                        if (definition.Family == Gamma && columns[0][i] < 0) continue;
                        var expected = formula.Evaluate([.. columns.Select(c => c[i])]);
                        Assert.True(Ulp.Distance(expected, values[i]) <= allowed, $"{definition.Name}({columns[0][i]:R}) is {expected:R}, {values[i]:R} in a batch");
                    }
                }
            }
        }

        Assert.True(withKernel > 20);
    }

    [Fact]
    public void Sine_and_cosine_of_one_argument_come_from_one_kernel()
    {
        var formula = Formula.Parse("sin(x)").Compile(1);
        foreach (var vectors in VectorOperations.All)
        {
            formula.CompileBatchNow(1, vectors);
            double[] x = [0.5, 1, 2, -3, 1e7];
            var (sines, cosines) = (new double[5], new double[5]);
            formula.EvaluateBatch([x], sines, [cosines]);
            for (var i = 0; i < 5; i++)
            {
                Assert.True(Ulp.Distance(Math.Sin(x[i]), sines[i]) <= 3);
                Assert.True(Ulp.Distance(Math.Cos(x[i]), cosines[i]) <= 3);
            }
        }
    }

    [Fact]
    public void Random_graphs_in_many_parts_give_the_bits_of_the_scalar_code()
    {
        var variables = Names.Select(n => new Variable(n)).ToArray();
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var nodes = new List<Expr>(variables);
            for (var i = 0; i < 900; i++)
            {
                var (a, b) = (nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)]);
                nodes.Add(random.Next(5) switch
                {
                    0 => AsTyped.Sum([a, b]),
                    1 => AsTyped.Product([a, b]),
                    2 => AsTyped.Sum([a, AsTyped.Negate(b)]),
                    3 => AsTyped.Piecewise([Conditions.Less.AsTyped(a, b), b, a]),
                    _ => AsTyped.Quotient(a, AsTyped.Sum([1, AsTyped.Product([b, b])])),
                });
            }

            var formula = new CompiledFormula(variables, nodes[^1], nodes[^4..^1]);
            formula.CompileBatchNow(1, VectorOperations.Widest);
            AssertSameGradient(formula, RandomColumns(3_000 + seed, seed));
        }
    }

    [Fact]
    public void A_large_batch_on_all_processors_equals_one_point_after_the_other()
    {
        var formula = Formula.Parse("x*y/(1+z^2)-x^2").Compile(2, Names);
        AssertSame(formula, RandomColumns(100_003, 1), tolerance: 0);
    }

    [Fact]
    public void Results_that_bypass_the_caches_are_the_same()
    {
        const int Count = 1_000_003;
        var formula = Formula.Parse("x*y+y").Compile(1);
        double[][] x = [.. RandomColumns(Count, 3)[..2]];
        foreach (var vectors in VectorOperations.All)
        {
            formula.CompileBatchNow(1, vectors);
            var (values, slopes) = (new double[Count], new[] { new double[Count], new double[Count] });
            formula.EvaluateBatch(x, values, slopes);
            Memory<double>[] aligned = [.. Enumerable.Range(0, 3).Select(_ => BatchColumn.Allocate(Count))];
            formula.EvaluateBatch([.. x.Select(c => (ReadOnlyMemory<double>)c)], aligned[0], aligned[1..]);
            Assert.True(aligned[0].Span.SequenceEqual(values));
            Assert.True(aligned[1].Span.SequenceEqual(slopes[0]));
            Assert.True(aligned[2].Span.SequenceEqual(slopes[1]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000)]
    public void Columns_begin_at_the_beginning_of_a_cache_line(int points)
    {
        for (var i = 0; i < 20; i++)
        {
            var column = BatchColumn.Allocate(points);
            using var pin = column.Pin();
            Assert.Equal(points, column.Length);
            unsafe
            {
                if (points > 0) Assert.Equal(0, (nint)pin.Pointer % 64);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => BatchColumn.Allocate(-1));
    }

    [Fact]
    public void Few_points_and_interpreted_formulas_are_evaluated_one_by_one()
    {
        var formula = new CompiledFormula([new("x"), new("y")], new Variable("x") * new Variable("y"), mode: CompilationMode.Interpreted);
        var values = new double[3];
        formula.EvaluateBatch([[1, 2, 3], [4, 5, 6]], values);
        Assert.Equal([4, 10, 18], values);
    }

    [Fact]
    public void Wrong_columns_are_refused()
    {
        var formula = Formula.Parse("x*y").Compile(1);
        var x = new double[8];
        Assert.Throws<ArgumentException>(() => formula.EvaluateBatch([x], new double[8]));
        Assert.Throws<ArgumentException>(() => formula.EvaluateBatch([x, new double[7]], new double[8]));
        Assert.Throws<ArgumentException>(() => formula.EvaluateBatch([x, new double[8]], x));
        Assert.Throws<ArgumentException>(() => formula.EvaluateBatch([x, x], new double[8], [new double[8], new double[5]]));
        Assert.Throws<ArgumentException>(() => formula.EvaluateBatch([x, x], new double[8], []));
        Assert.Throws<InvalidOperationException>(() => formula.EvaluateBatch([x, x], new double[8], [x, x], [x]));
    }

    [Fact]
    public void A_run_reports_progress_and_can_be_cancelled()
    {
        var formula = Formula.Parse("x*y").Compile();
        double[][] columns = [new double[200_000], new double[200_000]];
        var seen = new List<long>();
        formula.EvaluateBatch(columns, new double[200_000], options: new BatchOptions { MaxDegreeOfParallelism = 1, Progress = new ProgressRecorder(seen) });
        Assert.Equal(200_000, seen[^1]);
        Assert.True(seen.Count > 2 && seen.SequenceEqual(seen.Order()));
        using var source = new CancellationTokenSource();
        var stop = new BatchOptions { Progress = new ProgressStopper(source), CancellationToken = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => formula.EvaluateBatch(columns, new double[200_000], options: stop));
    }

    private static double[][] RandomColumns(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Names.Select(_ => Enumerable.Range(0, length).Select(_ => random.Next(8) == 0 ? Special[random.Next(Special.Length)] : (random.NextDouble() * 8) - 4).ToArray())];
    }

    private static void AssertSame(CompiledFormula formula, double[][] columns, double tolerance)
    {
        var count = columns[0].Length;
        var values = new double[count];
        var gradients = Names.Select(_ => new double[count]).ToArray();
        var hessians = Enumerable.Range(0, 6).Select(_ => new double[count]).ToArray();
        formula.EvaluateBatch(columns, values, gradients, hessians);
        var (g, h) = (new double[3], new double[9]);
        for (var i = 0; i < count; i++)
        {
            AssertClose(formula.Evaluate([columns[0][i], columns[1][i], columns[2][i]], g, h), values[i], tolerance);
            for (var j = 0; j < 3; j++) AssertClose(g[j], gradients[j][i], tolerance);
            for (var row = 0; row < 3; row++)
            {
                for (var column = 0; column <= row; column++) AssertClose(h[(row * 3) + column], hessians[(row * (row + 1) / 2) + column][i], tolerance);
            }
        }
    }

    private static void AssertSameGradient(CompiledFormula formula, double[][] columns)
    {
        var count = columns[0].Length;
        var values = new double[count];
        var gradients = Names.Select(_ => new double[count]).ToArray();
        formula.EvaluateBatch(columns, values, gradients);
        var g = new double[3];
        for (var i = 0; i < count; i += 7)
        {
            AssertClose(formula.Evaluate([columns[0][i], columns[1][i], columns[2][i]], g), values[i], 0);
            for (var j = 0; j < 3; j++) AssertClose(g[j], gradients[j][i], 0);
        }
    }

    private static void AssertClose(double expected, double actual, double tolerance)
    {
        if (double.IsNaN(expected) && double.IsNaN(actual)) return;
        if (tolerance == 0) Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        else Assert.InRange(actual, expected - (tolerance * Math.Abs(expected)), expected + (tolerance * Math.Abs(expected)));
    }
}
