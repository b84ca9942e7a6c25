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

/// <summary>
/// Batches against one point after the other, on random trees and columns with special values, at every length up to 67. What may
/// differ depends on the tree. Arithmetic, choices and functions called lane by lane give the same bits. A function with a kernel is
/// right to a few ulps in either form: as the root of a tree, with arguments that are the same to the bit, it is held to those. Deeper
/// inside, its error is multiplied by all slopes above it, so there the two forms are held to a bound of that amplified error.
/// </summary>
public class BatchPropertyTests
{
    private const int Lengths = 68;

    /// <summary>Where the lower triangle stands in a full matrix.</summary>
    private static readonly int[] Lower = [0, 3, 4, 6, 7, 8];

    private static readonly ImmutableArray<Variable> Variables = [new("x"), new("y"), new("z")];

    private static readonly ExprOptions WithoutKernels = new() { HasConditions = true, StaysInDomain = false, Uses = f => f.Vector is null };

    [Fact]
    public void Trees_without_kernels_give_the_bits_of_the_scalar_code()
    {
        var lengths = new int[Lengths];
        Property.Holds(Trees(WithoutKernels), c =>
        {
            var formula = Compile(c.Tree);
            // Powers and some derivatives bring kernels of their own; then what is left of the formula has none.
            var order = Enumerable.Range(0, 3).Reverse().FirstOrDefault(o => !HasKernel(formula.TapeOf(o)), -1);
            if (order < 0) return;
            var length = lengths.Sum() % Lengths;
            lengths[length]++;
            formula.CompileBatchNow(order, VectorOperations.All[lengths.Sum() % 3]);
            var columns = SpecialPoints.Columns(new Random(c.Seed), 3, length);
            var (expected, actual) = (OneByOne(formula, columns, order), Batch(formula, columns, order));
            for (var i = 0; i < expected.Length; i++)
            {
                for (var j = 0; j < length; j++) Assert.True(Bits.Equal(expected[i][j], actual[i][j]), $"{c}: column {i}, row {j} of {length} is {actual[i][j]:R}, not {expected[i][j]:R}");
            }
        }, count: 4_000, maxSize: 20);
        Assert.True(lengths.Min() > 30, $"a length came up {lengths.Min()} times only");
    }

    [Fact]
    public void A_function_of_trees_without_kernels_is_within_the_ulps_stated_for_both_forms()
    {
        FunctionDefinition[] functions = [.. Catalogue.All.Where(f => f.Vector is not null)];
        var compared = functions.ToDictionary(f => f.Name, _ => 0);
        var cases = Trees(WithoutKernels).Generator.Two().SelectMany(pair => Gen.Elements(functions).Select(f => (Function: f, First: pair.Item1, Second: pair.Item2.Tree)));
        var count = 0;
        Property.Holds(Arb.From(cases), c =>
        {
            Expr[] arguments = [c.First.Tree, c.Second];
            if (arguments.Any(a => HasKernel(TapeBuilder.Build(Variables, a)))) return;
            var formula = new CompiledFormula(Variables, new Call(c.Function, [.. arguments[..c.Function.MinArity]]));
            formula.CompileBatchNow(0, VectorOperations.All[count++ % 3]);
            var columns = SpecialPoints.Columns(new Random(c.First.Seed), 3, count % Lengths);
            var (expected, actual) = (OneByOne(formula, columns, 0)[0], Batch(formula, columns, 0)[0]);
            var first = OneByOne(new CompiledFormula(Variables, arguments[0]), columns, 0)[0];
            var isGamma = c.Function.Family == GammaFunctions.Gamma.Family;
            for (var i = 0; i < expected.Length; i++)
            {
                // Left of 0 the gamma family has zeros, where an error relative to the value says nothing.
                if (isGamma && first[i] < 0) continue;
                Assert.True(Ulp.Distance(expected[i], actual[i]) <= c.Function.MaxUlp + (isGamma ? 4 : 2), $"{c.Function}({Formula.Of(c.First.Tree)}) at {first[i]:R} is {expected[i]:R}, {actual[i]:R} in a batch");
                compared[c.Function.Name]++;
            }
        }, count: 4_000, maxSize: 12);
        Assert.All(compared, f => Assert.True(f.Value > 1_000, $"{f.Key} was compared {f.Value} times only"));
    }

    [Fact]
    public void Derivatives_of_any_tree_differ_by_amplified_rounding_only()
    {
        var (count, compared, numbers) = (0, 0, 0);
        Property.Holds(Trees(ExprOptions.Smooth), c =>
        {
            var formula = Compile(c.Tree);
            formula.CompileBatchNow(2, VectorOperations.All[count++ % 3]);
            var columns = SpecialPoints.Columns(new Random(c.Seed), 3, count % Lengths);
            var (expected, actual) = (OneByOne(formula, columns, 2), Batch(formula, columns, 2));
            var bound = new Symbolic.Verification.RoundingBound(Variables, Outputs(c.Tree));
            for (var j = 0; j < columns[0].Length; j++)
            {
                if (Enumerable.Range(0, 10).All(i => Bits.Equal(expected[i][j], actual[i][j]))) continue;
                var exact = bound.At([columns[0][j], columns[1][j], columns[2][j]]);
                for (var i = 0; i < 10; i++)
                {
                    if (Bits.Equal(expected[i][j], actual[i][j])) continue;
                    numbers++;
                    if (!double.IsFinite(exact[i].Value) || !double.IsFinite(exact[i].Error)) continue;
                    compared++;
                    // The bound is that of the scalar code, whose functions are right to an ulp or more; kernels to two, in the gamma family four.
                    Assert.True(Math.Abs(expected[i][j] - actual[i][j]) <= 8 * exact[i].Error, $"{c}: column {i} is {actual[i][j]:R}, not {expected[i][j]:R} ± {exact[i].Error} at {columns[0][j]:R}, {columns[1][j]:R}, {columns[2][j]:R}");
                }
            }
        }, count: 1_500, maxSize: 12);
        Assert.True(compared > 0.95 * numbers && compared > 4_000, $"only {compared} of {numbers} numbers that differ were compared");
    }

    [Fact]
    public void Sixty_four_threads_get_the_same_from_one_object_while_its_machine_code_is_made()
    {
        var tree = Formula.Parse("if(x < y, x*y/(1+z^2), sqrt(abs(x*z))) - 3*x^3*y + max(x, y, z)^2/(2+x^2*y^2) + floor(5*z)*x").Expression;
        var columns = SpecialPoints.Columns(new Random(64), 3, Lengths);
        var expected = OneByOne(Compile(tree, CompilationMode.Interpreted), columns, 2);
        var shared = Compile(tree);
        Assert.False(shared.StatisticsOf(2).IsCompiled);
        var wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 64).Select(thread => new Thread(() =>
        {
            for (var round = 0; round < 6; round++)
            {
                var length = (thread + (11 * round)) % Lengths;
                var some = columns.Select(c => c[..length]).ToArray();
                foreach (var results in new[] { OneByOne(shared, some, 2), Batch(shared, some, 2) })
                {
                    for (var i = 0; i < 10; i++)
                    {
                        for (var j = 0; j < length; j++) if (!Bits.Equal(expected[i][j], results[i][j])) Interlocked.Increment(ref wrong);
                    }
                }
            }
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(0, wrong);
        Assert.True(shared.StatisticsOf(2).IsCompiled);
    }

    private static Arbitrary<Case> Trees(ExprOptions options) => Arb.From(
        ExprGenerator.Generator(options).SelectMany(tree => Gen.Choose(0, int.MaxValue).Select(seed => new Case(tree, seed))),
        c => ExprShrinker.Shrink(c.Tree).Select(smaller => c with { Tree = smaller }));

    private static CompiledFormula Compile(Expr tree, CompilationMode mode = CompilationMode.Tiered)
    {
        var hessian = Hessian.Of(tree, Variables);
        return new CompiledFormula(Variables, tree, hessian.Gradient, hessian.Entries, mode);
    }

    /// <summary>Value, gradient and lower triangle.</summary>
    private static ImmutableArray<Expr> Outputs(Expr tree)
    {
        var hessian = Hessian.Of(tree, Variables);
        return [tree, .. hessian.Gradient, .. from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, i + 1) select hessian[i, j]];
    }

    internal static bool HasKernel(Tape tape) =>
        tape.Instructions.Any(i => i.Op is TapeOp.Exp or TapeOp.Power or TapeOp.PowerLog) || tape.Functions.Any(f => f.Definition.Vector is not null || f.IsJoint);

    private static double[][] Batch(CompiledFormula formula, double[][] columns, int order)
    {
        double[][] results = [.. Enumerable.Range(0, 10).Select(_ => new double[columns[0].Length])];
        formula.EvaluateBatch(columns, results[0], order > 0 ? results[1..4] : null, order > 1 ? results[4..] : null);
        return results[..(order == 0 ? 1 : order == 1 ? 4 : 10)];
    }

    private static double[][] OneByOne(CompiledFormula formula, double[][] columns, int order)
    {
        double[][] results = [.. Enumerable.Range(0, order == 0 ? 1 : order == 1 ? 4 : 10).Select(_ => new double[columns[0].Length])];
        var (g, h) = (new double[3], new double[9]);
        for (var i = 0; i < columns[0].Length; i++)
        {
            double[] point = [columns[0][i], columns[1][i], columns[2][i]];
            results[0][i] = order == 0 ? formula.Evaluate(point) : order == 1 ? formula.Evaluate(point, g) : formula.Evaluate(point, g, h);
            for (var j = 0; order > 0 && j < 3; j++) results[1 + j][i] = g[j];
            for (var j = 0; order > 1 && j < 6; j++) results[4 + j][i] = h[Lower[j]];
        }

        return results;
    }

    private sealed record Case(Expr Tree, int Seed)
    {
        public override string ToString() => $"{Formula.Of(Tree)}, seed {Seed}";
    }
}
