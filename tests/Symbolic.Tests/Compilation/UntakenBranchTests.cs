using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Tests.Generators;
using Symbolic.Tests.Numerics.Vectorised;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Compilation;

/// <summary>
/// A part that is NaN, infinite or without a derivative at a point leaves no trace while the condition in front of it sends the
/// formula elsewhere: value, gradient and Hessian are those of the branch that is taken.
/// </summary>
public class UntakenBranchTests
{
    private static readonly ImmutableArray<Variable> Variables = [new("x"), new("y"), new("z")];

    private static readonly Variable Hole = new("w");

    [Fact]
    public void A_choice_has_the_bits_of_the_branch_that_is_taken()
    {
        var (cases, seen, poisonous) = (0, 0, 0);
        Property.Holds(Cases, c =>
        {
            cases++;
            AssertSameBits(All(Compile(c.Good, CompilationMode.Once), c.Point), All(Compile(c.Choice, CompilationMode.Once), c.Point), c);
            // Machine code and bounds of rounding take longer than all the rest.
            if (cases % 8 != 0) return;
            seen++;
            if (All(Compile(c.Bad, CompilationMode.Once), c.Point).Any(v => !double.IsFinite(v))) poisonous++;
            var compiled = All(Compile(c.Choice, CompilationMode.Immediate), c.Point);
            AssertSameBits(All(Compile(c.Choice, CompilationMode.Interpreted), c.Point), compiled, c);
            // The optimised program shares parts with branches that are not taken, which may move a derivative by its rounding.
            AssertSameUpToRounding(c.Good, c.Choice, compiled, c);
            if (cases % 32 == 0) AssertBatch(c);
        }, count: 10_000, maxSize: 14);
        Assert.True(poisonous > 0.95 * seen, $"only {poisonous} of {seen} branches that are not taken would have done harm");
    }

    [Fact]
    public void A_choice_inside_a_formula_gives_what_it_gives_with_harmless_branches()
    {
        var (cases, inside) = (0, 0);
        Property.Holds(Cases, c =>
        {
            var (harmless, harmful) = (c.Inside(c.Harmless), c.Inside(c.Choice));
            cases++;
            if (harmful != c.Context) inside++;
            AssertSameUpToRounding(harmless, harmful, All(Compile(harmful, CompilationMode.Once), c.Point), c);
        }, count: 10_000, maxSize: 8);
        Assert.True(inside > 0.5 * cases, $"only {inside} of {cases} formulas had a choice inside");
    }

    /// <summary>Parts that have no finite value, or no finite derivative, at a point.</summary>
    private static Gen<Expr> Bad(double[] at) => Gen.Choose(0, 2).SelectMany(i =>
    {
        var (v, zero) = (Variables[i], AsTyped.Sum([Variables[i], AsTyped.Negate(new Constant(Number.FromDouble(at[i])))]));
        var negative = AsTyped.Negate(AsTyped.Sum([1, AsTyped.Power(v, 2)]));
        return Gen.Elements<Expr>(
            AsTyped.Reciprocal(zero), AsTyped.Power(zero, -3), AsTyped.Power(zero, Constant.Half), AsTyped.Power(negative, Constant.Half),
            Exponential.Ln.AsTyped(negative), Exponential.Ln.AsTyped(zero), GammaFunctions.Gamma.AsTyped(zero), Exponential.Exp.AsTyped(AsTyped.Power(zero, -2)),
            Exponential.Exp.AsTyped(AsTyped.Product([1000, AsTyped.Power(AsTyped.Sum([v, 5]), 2)])), AsTyped.Power(zero, v), AsTyped.Quotient(zero, zero),
            AsTyped.Product([zero, Exponential.Ln.AsTyped(zero)]), AsTyped.Power(zero, new Constant(Number.FromRatio(1, 3))));
    });

    private static Gen<Case> Make => ExprGenerator.Generator(new ExprOptions { HasConditions = true }).SelectMany(good =>
        ExprGenerator.Points(["x", "y", "z"]).Select(p => Variables.Select(v => p[v.Name]).ToArray()).SelectMany(point =>
            Bad(point).Two().SelectMany(bad => ExprGenerator.Generator(ExprOptions.Smooth).Resize(6).SelectMany(other => Gen.Choose(0, 5).SelectMany(shape => Gen.Choose(0, 2).SelectMany(i => ExprGenerator.Generator(ExprOptions.Smooth with { Variables = ["w", "x", "w"] }).Select(context =>
                new Case(good, Around(bad.Item1, other, shape), Guard(good, Around(bad.Item1, other, shape), bad.Item2, Variables[i], point[i], shape), Guard(good, other, Variables[i], Variables[i], point[i], shape), context, point))))))));

    /// <summary>The bad part alone, or inside something.</summary>
    private static Expr Around(Expr bad, Expr other, int shape) => shape switch
    {
        0 or 1 => bad,
        2 => AsTyped.Product([bad, other]),
        3 => Trigonometric.Sin.AsTyped(bad),
        4 => AsTyped.Sum([other, AsTyped.Power(bad, 2)]),
        _ => AsTyped.Piecewise([Conditions.Less.AsTyped(other, bad), bad, AsTyped.Product([bad, bad])]),
    };

    private static Expr Guard(Expr good, Expr bad, Expr worse, Expr v, double at, int shape)
    {
        Expr here = new Constant(Number.FromDouble(at)), below = new Constant(Number.FromDouble(at - 1));
        var (holds, fails) = (Conditions.LessOrEqual.AsTyped(v, here), Conditions.Less.AsTyped(v, below));
        return shape switch
        {
            0 => AsTyped.Piecewise([holds, good, bad]),
            1 => AsTyped.Piecewise([fails, bad, good]),
            2 => AsTyped.Piecewise([fails, bad, holds, good, worse]),
            3 => AsTyped.Piecewise([Conditions.Not.AsTyped(holds), bad, good]),
            4 => AsTyped.Piecewise([fails, bad, AsTyped.Piecewise([holds, good, worse])]),
            _ => AsTyped.Piecewise([Conditions.Or.AsTyped(fails, Conditions.Not.AsTyped(holds)), bad, Conditions.Equal.AsTyped(v, here), good, worse]),
        };
    }

    private static Arbitrary<Case> Cases => Arb.From(Make, c => ExprShrinker.Shrink(c.Context).Select(smaller => c with { Context = smaller }));

    private static CompiledFormula Compile(Expr tree, CompilationMode mode)
    {
        var hessian = Hessian.Of(tree, Variables);
        return new CompiledFormula(Variables, tree, hessian.Gradient, hessian.Entries, mode);
    }

    private static double[] All(CompiledFormula formula, double[] point)
    {
        var (g, h) = (new double[3], new double[9]);
        return [formula.Evaluate(point), formula.Evaluate(point, g, h), .. g, .. h];
    }

    /// <summary>Value, gradient and the full Hessian, each with a bound of its rounding.</summary>
    private static (double Value, double Error)[] WithErrors(Expr tree, double[] point)
    {
        var hessian = Hessian.Of(tree, Variables);
        Expr[] entries = [.. from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 3) select hessian[i, j]];
        return [.. new Symbolic.Verification.RoundingBound(Variables, [tree, .. hessian.Gradient, .. entries]).At(point)];
    }

    /// <summary>A batch of nine equal points: whole vectors and a rest. Its functions come from kernels, right to 2 or 4 ulps.</summary>
    private static void AssertBatch(Case c)
    {
        double[][] results = [.. Enumerable.Range(0, 10).Select(_ => new double[9])];
        Compile(c.Choice, CompilationMode.Immediate).EvaluateBatch([.. c.Point.Select(p => Enumerable.Repeat(p, 9).ToArray())], results[0], results[1..4], results[4..]);
        for (var i = 0; i < 9; i++)
        {
            double At(int column) => results[column][i];
            AssertSameUpToRounding(c.Good, c.Choice, [At(0), At(0), At(1), At(2), At(3), At(4), At(5), At(7), At(5), At(6), At(8), At(7), At(8), At(9)], c);
        }
    }

    /// <summary>The numbers that a tree came to are those of another one, which may be summed and multiplied in another order.</summary>
    private static void AssertSameUpToRounding(Expr expected, Expr tree, double[] actual, Case c)
    {
        if (All(Compile(expected, CompilationMode.Once), c.Point).Zip(actual).All(p => Bits.Equal(p.First, p.Second))) return;
        var (exact, other) = (WithErrors(expected, c.Point), WithErrors(tree, c.Point));
        for (var i = 0; i < exact.Length; i++)
        {
            // Near overflow, and where a part has an infinite slope, the order decides what is left.
            if (!double.IsFinite(exact[0].Value) || !double.IsFinite(exact[i].Error)) continue;
            Assert.True(Math.Abs(exact[i].Value - actual[i + 1]) <= 4 * (exact[i].Error + (double.IsFinite(other[i].Error) ? other[i].Error : 0)), $"{c}: number {i} is {actual[i + 1]:R}, not {exact[i]}");
        }
    }

    private static void AssertSameBits(double[] expected, double[] actual, Case c)
    {
        for (var i = 0; i < expected.Length; i++) Assert.True(Bits.Equal(expected[i], actual[i]), $"{c}: number {i} is {actual[i]:R}, not {expected[i]:R}");
    }

    /// <summary>A tree, a part that does harm where it is looked at, and a choice between them that takes the tree.</summary>
    private sealed record Case(Expr Good, Expr Bad, Expr Choice, Expr Harmless, Expr Context, double[] Point)
    {
        public Expr Inside(Expr part) => Traversal.Substitute(Context, new Dictionary<Expr, Expr> { [Hole] = part });

        public override string ToString() => $"{Formula.Of(Choice)} for w in {Formula.Of(Context)} at {string.Join(", ", Point.Select(p => p.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}";
    }
}
