using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class CompiledFormulaTests
{
    private static readonly Variable X = new("x");
    private static readonly Variable Y = new("y");

    /// <summary>x²·y + e^y.</summary>
    private static readonly Expr Formula = (Algebra.Square(X) * Y) + Exponential.Exp.Of(Y);

    private static readonly double[] Point = [0.5, 0.25];

    private delegate double Custom(double b, double a);

    [Theory]
    [InlineData(CompilationMode.Tiered)]
    [InlineData(CompilationMode.Immediate)]
    [InlineData(CompilationMode.Interpreted)]
    public void Value_gradient_and_Hessian(CompilationMode mode)
    {
        var f = Compile(mode);
        var (g, h) = (new double[2], new double[] { 9, 9, 9, 9 });
        var e = Math.Exp(3);
        Assert.Equal(12 + e, f.Evaluate([2, 3]));
        Assert.Equal(12 + e, f.Evaluate([2, 3], g));
        Assert.Equal([12, 4 + e], g);
        Array.Clear(g);
        Assert.Equal(12 + e, f.Evaluate([2, 3], g, h));
        Assert.Equal([12, 4 + e], g);
        Assert.Equal([6, 4, 4, e], h);
    }

    [Fact]
    public void Entries_that_are_not_given_are_zero()
    {
        var f = new CompiledFormula([X, Y], Algebra.Square(X), [2 * X, 0], [new(0, 0, 2)]);
        var (g, h) = (new double[2], new double[] { 9, 9, 9, 9 });
        f.Evaluate([3, 1], g, h);
        Assert.Equal([6, 0], g);
        Assert.Equal([2, 0, 0, 0], h);
    }

    [Fact]
    public void Output_may_overlap_input()
    {
        double[] memory = [2, 3, 0, 0, 0, 0];
        var f = Compile(CompilationMode.Immediate);
        f.Evaluate(memory.AsSpan(0, 2), memory.AsSpan(0, 2));
        Assert.Equal([12, 4 + Math.Exp(3)], memory[..2]);
        memory = [2, 3, 0, 0];
        f.Evaluate(memory.AsSpan(0, 2), new double[2], memory);
        Assert.Equal([6, 4, 4, Math.Exp(3)], memory);
        double[] point = [2, 3];
        new CompiledProgram([X, Y], [Y, X], CompilationMode.Immediate).Evaluate(point, point);
        Assert.Equal([3, 2], point);
    }

    [Fact]
    public void Wrong_lengths_and_missing_derivatives_are_refused()
    {
        var f = new CompiledFormula([X, Y], Formula);
        Assert.Contains("2 values (x, y), it has 1", Assert.Throws<ArgumentException>(() => f.Evaluate([1])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => f.Evaluate([1, 2], new double[2]));
        f = Compile(CompilationMode.Tiered);
        Assert.Throws<ArgumentException>(() => f.Evaluate([1, 2], new double[1]));
        Assert.Throws<ArgumentException>(() => f.Evaluate([1, 2], new double[2], new double[3]));
        Assert.Throws<ArgumentException>(() => new CompiledFormula([X, Y], Formula, [1]));
        Assert.Throws<ArgumentException>(() => new CompiledFormula([X], Formula));
        Assert.Throws<ArgumentException>(() => new CompiledFormula([X, Y], Formula, [1, 1], [new(0, 1, 1)]));
    }

    [Fact]
    public void Machine_code_refuses_wrong_lengths_itself()
    {
        var f = Compile(CompilationMode.Immediate);
        Assert.Equal(12 + Math.Exp(3), f.Evaluate([2, 3], new double[3], new double[5]));
        Assert.Contains("2 values (x, y), it has 3", Assert.Throws<ArgumentException>(() => f.Evaluate([1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("gradient needs room for 2", Assert.Throws<ArgumentException>(() => f.Evaluate([1, 2], new double[1])).Message, StringComparison.Ordinal);
        Assert.Contains("Hessian needs room for 4", Assert.Throws<ArgumentException>(() => f.Evaluate([1, 2], new double[2], new double[3])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CompilationMode.Immediate)]
    [InlineData(CompilationMode.Interpreted)]
    public void Derivatives_of_many_variables_may_overlap_the_point(CompilationMode mode)
    {
        Variable[] variables = [.. Enumerable.Range(1, Lengths.MaxLoadedFirst + 1).Select(i => new Variable($"x{i}"))];
        var sum = AsTyped.Sum([.. variables.Select(v => AsTyped.Power(v, 3))]);
        var f = new CompiledFormula(variables, sum, [.. variables.Select(v => 3 * Algebra.Square(v))], mode: mode);
        double[] row = [.. Enumerable.Range(0, variables.Length + 3).Select(i => (double)i)];
        Assert.Equal(Enumerable.Range(1, variables.Length).Sum(i => Math.Pow(i, 3)), f.Evaluate(row.AsSpan(1, variables.Length), row.AsSpan(3)));
        Assert.Equal([0, 1, 2, .. Enumerable.Range(1, variables.Length).Select(i => 3.0 * i * i)], row);
    }

    [Theory]
    [InlineData(CompilationMode.Tiered)]
    [InlineData(CompilationMode.Interpreted)]
    public void Delegates_over_spans_give_value_and_derivatives(CompilationMode mode)
    {
        var f = Compile(mode);
        var (g, h) = (new double[2], new double[4]);
        var e = Math.Exp(3);
        Assert.Equal(12 + e, f.ToDelegate<ValueFunction>()([2, 3]));
        Assert.Equal(12 + e, f.ToDelegate<GradientFunction>()([2, 3], g));
        Assert.Equal([12, 4 + e], g);
        Assert.Equal(12 + e, f.ToDelegate<HessianFunction>("x", "y")([2, 3], g, h));
        Assert.Equal([6, 4, 4, e], h);
        Assert.Throws<ArgumentException>(() => f.ToDelegate<GradientFunction>("y", "x"));
        Assert.Throws<InvalidOperationException>(() => new CompiledFormula([X, Y], Formula).ToDelegate<GradientFunction>());
    }

    [Fact]
    public void Machine_code_is_made_after_enough_evaluations()
    {
        var f = Compile(CompilationMode.Tiered);
        for (var i = 0; i < TieredKernel.Threshold - 1; i++) f.Evaluate([i, 2]);
        Assert.False(f.StatisticsOf(0).IsCompiled);
        f.Evaluate([1, 2]);
        Assert.True(f.StatisticsOf(0).IsCompiled);
        Assert.False(f.StatisticsOf(1).IsCompiled);
        Assert.Equal(2 + Math.Exp(2), f.Evaluate([1, 2]));
    }

    [Fact]
    public void Interpreted_formulas_stay_interpreted()
    {
        var f = Compile(CompilationMode.Interpreted);
        for (var i = 0; i < 2 * TieredKernel.Threshold; i++) f.Evaluate([i, 2]);
        Assert.False(f.StatisticsOf(0).IsCompiled);
    }

    [Fact]
    public void Typed_delegates_take_their_arguments_in_any_order()
    {
        var f = Compile(CompilationMode.Tiered);
        var expected = 12 + Math.Exp(3);
        Assert.Equal(expected, f.ToDelegate<Func<double, double, double>>()(2, 3));
        Assert.Equal(expected, f.ToDelegate<Func<double, double, double>>("y", "x")(3, 2));
        Assert.Equal(expected, f.ToDelegate<Custom>("y", "x")(3, 2));
        Assert.Equal(expected, f.ToDelegate<Func<double[], double>>()([2, 3]));
        Assert.Equal(expected, f.ToDelegate<Func<double[], double>>("y", "x")([3, 2]));
        Assert.Throws<ArgumentException>(() => f.ToDelegate<Func<double, double>>());
        Assert.Throws<ArgumentException>(() => f.ToDelegate<Func<double, double, float>>());
        Assert.Throws<ArgumentException>(() => f.ToDelegate<Func<double, double, double>>("x", "z"));
        Assert.Throws<ArgumentException>(() => f.ToDelegate<Func<double, double, double>>("x", "x"));
        Assert.Throws<ArgumentException>(() => f.ToDelegate<Func<double, double, double, double>>("x", "y", "z"));
        Assert.Equal(5, new CompiledFormula([], 5).ToDelegate<Func<double>>()());
        Assert.Equal(4, new CompiledFormula([X], X).ToDelegate<Func<double, double>>()(4));
    }

    [Fact]
    public void Delegates_of_sixteen_arguments_work_with_and_without_code_generation()
    {
        Variable[] variables = [.. Enumerable.Range(1, 16).Select(i => new Variable($"x{i}"))];
        var sum = AsTyped.Sum([.. variables.Select((v, i) => AsTyped.Product([1 << i, v]))]);
        var f = new CompiledFormula(variables, sum);
        var emitted = f.ToDelegate<Func<double, double, double, double, double, double, double, double, double, double, double, double, double, double, double, double, double>>();
        var closure = (Func<double, double, double, double, double, double, double, double, double, double, double, double, double, double, double, double, double>)
            Closures.Over(new PermutedFormula(f, [.. Enumerable.Range(0, 16)]), emitted.GetType())!;
        var expected = Enumerable.Range(0, 16).Sum(i => (i + 1.0) * (1 << i));
        Assert.Equal(expected, emitted(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
        Assert.Equal(expected, closure(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
    }

    [Fact]
    public void Long_formulas_have_delegates_too()
    {
        var sum = AsTyped.Sum([.. Enumerable.Range(1, 2000).Select(i => AsTyped.Product([i, AsTyped.Power(i % 2 == 0 ? X : Y, 3)]))]);
        var f = new CompiledFormula([X, Y], sum).ToDelegate<Func<double, double, double>>("y", "x");
        Assert.Equal((1_001_000 * 8.0) + 1_000_000, f(1, 2));
    }

    [Theory]
    [InlineData(CompilationMode.Immediate)]
    [InlineData(CompilationMode.Interpreted)]
    public void Evaluation_allocates_nothing(CompilationMode mode)
    {
        var graph = new RandomGraph(3, [X, Y]);
        graph.Grow(1500);
        var large = AsTyped.Sum([.. graph.Nodes]);
        foreach (var f in new[] { Compile(mode), new CompiledFormula([X, Y], large, [large + 1, large + 2], [new(1, 0, large * 2)], mode) })
        {
            var (g, h) = (new double[2], new double[4]);
            for (var i = 0; i < 200; i++) EvaluateAll(f, g, h);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) EvaluateAll(f, g, h);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Sixty_four_threads_share_one_object()
    {
        var graph = new RandomGraph(8, [X, Y]);
        graph.Grow(600);
        var value = AsTyped.Sum([.. graph.Nodes.Skip(500)]);
        var f = new CompiledFormula([X, Y], value, [.. graph.Nodes.TakeLast(2)], [new(1, 0, value * 3)]);
        var expected = Enumerable.Range(0, 100).Select(i => Evaluate(new CompiledFormula([X, Y], value, [.. graph.Nodes.TakeLast(2)], [new(1, 0, value * 3)], CompilationMode.Interpreted), i)).ToArray();
        var wrong = 0;
        var threads = Enumerable.Range(0, 64).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                if (!Evaluate(f, i).AsSpan().SequenceEqual(expected[i])) Interlocked.Increment(ref wrong);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(0, wrong);
        Assert.True(f.StatisticsOf(2).IsCompiled);
    }

    [Fact]
    public void A_function_may_evaluate_a_formula_itself()
    {
        var inner = Compile(CompilationMode.Interpreted);
        var nested = new FunctionDefinition("nested", 1) { Evaluate = (double a) => inner.Evaluate([a, 3]), Partials = (_, _) => [0] };
        Assert.Equal(12 + Math.Exp(3) + 2, new CompiledFormula([X], nested.Of(X) + X).Evaluate([2]));
    }

    private static CompiledFormula Compile(CompilationMode mode) => new(
        [X, Y],
        Formula,
        [2 * X * Y, Algebra.Square(X) + Exponential.Exp.Of(Y)],
        [new(0, 0, 2 * Y), new(1, 0, 2 * X), new(1, 1, Exponential.Exp.Of(Y))],
        mode);

    private static void EvaluateAll(CompiledFormula f, double[] gradient, double[] hessian)
    {
        f.Evaluate(Point);
        f.Evaluate(Point, gradient);
        f.Evaluate(Point, gradient, hessian);
    }

    private static double[] Evaluate(CompiledFormula f, int i)
    {
        var (g, h) = (new double[2], new double[4]);
        return [f.Evaluate([i * 0.01, 1 - (i * 0.02)], g, h), .. g, .. h];
    }
}
