using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.FiniteDifferences;
using Symbolic.Simplification;
using Symbolic.Tests.Generators;
using Xunit;

namespace Symbolic.Tests.Differentiation;

public class DerivativePropertyTests
{
    private static readonly ImmutableArray<Variable> Variables = [new("x"), new("y"), new("z")];

    [Fact]
    public void Tangents_adjoints_and_dual_numbers_give_the_same_gradient() => Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
    {
        var point = PointOf(pair.Point);
        var gradient = Gradient.Of(pair.Tree, Variables);
        var dual = new double[3];
        new ForwardProgram(Variables, pair.Tree).Evaluate(point, dual);
        for (var i = 0; i < 3; i++)
        {
            AssertSame(gradient[i], Derivative.Of(pair.Tree, Variables[i]), point);
            AssertClose(gradient[i], dual[i], point);
        }
    }, count: 10_000, maxSize: 24);

    [Fact]
    public void The_Hessian_is_that_of_hyper_dual_numbers_and_of_twofold_differentiation_and_its_pattern_holds_every_non_zero() => Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
    {
        var point = PointOf(pair.Point);
        var hessian = Hessian.Of(pair.Tree, Variables);
        var (dualGradient, dual) = (new double[3], new double[9]);
        new ForwardProgram(Variables, pair.Tree).Evaluate(point, dualGradient, dual);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(dual[(3 * i) + j], dual[(3 * j) + i]);
                AssertSame(hessian[i, j], Derivative.Of(hessian.Gradient[j], Variables[i]), point);
                AssertClose(hessian[i, j], dual[(3 * i) + j], point);
            }
        }
    }, count: 10_000, maxSize: 14);

    [Fact]
    public void The_simplified_derivative_has_the_value_of_the_derivative_and_reads_back() => Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
    {
        var derivative = Derivative.Of(pair.Tree, Variables[0]);
        var shown = Simplifier.Simplify(derivative);
        var text = Formula.Of(shown).ToString();
        Assert.True(Formula.Parse(text).Typed[0] == shown, text);
        AssertSame(derivative, shown, PointOf(pair.Point));
    }, count: 10_000, maxSize: 20);

    [Fact]
    public void The_gradient_is_that_of_finite_differences_within_their_bound()
    {
        var judged = 0;
        Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
        {
            var point = PointOf(pair.Point);
            var program = new CompiledProgram(Variables, [pair.Tree], CompilationMode.Interpreted);
            var derivative = RoundingBound.Of(Derivative.Of(pair.Tree, Variables[0]), Variables, point);
            var value = RoundingBound.Of(pair.Tree, Variables, point);
            if (!double.IsFinite(derivative.Value) || !double.IsFinite(derivative.Bound) || !double.IsFinite(value.Bound)) return;
            var output = new double[1];
            var estimate = FiniteDifference.Derivative(t => Value(program, [t, point[1], point[2]], output), point[0]);
            if (!estimate.IsReliable) return;
            judged++;
            var judgement = DerivativeJudge.Judge(derivative.Value, estimate, scale: Math.Abs(value.Value));
            Assert.True(judgement.Verdict != Judgement.Disagree, $"{Formula.Of(pair.Tree)}: {derivative} against {estimate} at {string.Join(", ", point)}");
        }, count: 10_000, maxSize: 20);
        Assert.True(judged > 5_000 || Environment.GetEnvironmentVariable("SYMBOLIC_PROPERTY_COUNT") is not null, $"only {judged} were judged");
    }

    [Fact]
    public void Derivative_programs_are_the_same_interpreted_and_in_machine_code() => Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth with { HasConditions = true }), pair =>
    {
        var hessian = Hessian.Of(pair.Tree, Variables);
        Expr[] outputs = [pair.Tree, .. hessian.Gradient, .. hessian.Entries.Select(e => e.Value)];
        var (interpreted, compiled) = (new double[outputs.Length], new double[outputs.Length]);
        var point = PointOf(pair.Point);
        var tape = new CompiledProgram(Variables, outputs, CompilationMode.Interpreted);
        tape.Evaluate(point, interpreted);
        new CompiledProgram(tape.Tape, CompilationMode.Immediate).Evaluate(point, compiled);
        Assert.Equal(interpreted, compiled);
    }, count: 500, maxSize: 14);

    private static double Value(CompiledProgram program, double[] x, double[] output)
    {
        program.Evaluate(x, output);
        return output[0];
    }

    private static double[] PointOf(Dictionary<string, double> point) => [.. Variables.Select(v => point[v.Name])];

    private static void AssertSame(Expr a, Expr b, double[] point)
    {
        var (value, bound) = RoundingBound.Of(b, Variables, point);
        if (double.IsFinite(bound)) AssertClose(a, value, point, bound);
    }

    private static void AssertClose(Expr e, double expected, double[] point, double extra = 0)
    {
        var (value, bound) = RoundingBound.Of(e, Variables, point);
        if (!double.IsFinite(value) || !double.IsFinite(expected) || !double.IsFinite(bound)) return;
        Assert.True(Math.Abs(value - expected) <= 8 * (bound + extra + 1e-290), $"{Formula.Of(e)} = {value} ± {bound}, expected {expected} ± {extra} at {string.Join(", ", point)}");
    }
}
