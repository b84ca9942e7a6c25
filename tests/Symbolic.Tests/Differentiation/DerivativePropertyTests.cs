using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
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
        if (!double.IsFinite(new ForwardProgram(Variables, pair.Tree).Evaluate(point, dual))) return;
        for (var i = 0; i < 3; i++)
        {
            AssertSame(gradient[i], Derivative.Of(pair.Tree, Variables[i]), point);
            var index = i;
            AssertOnlyRounding(pair.Tree, gradient[i], dual[i], point, x => Forward(pair.Tree, x, index));
        }
    }, count: 10_000, maxSize: 24);

    [Fact]
    public void The_Hessian_is_that_of_hyper_dual_numbers_and_of_twofold_differentiation_and_its_pattern_holds_every_non_zero() => Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
    {
        var point = PointOf(pair.Point);
        var hessian = Hessian.Of(pair.Tree, Variables);
        var (dualGradient, dual) = (new double[3], new double[9]);
        if (!double.IsFinite(new ForwardProgram(Variables, pair.Tree).Evaluate(point, dualGradient, dual))) return;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(dual[(3 * i) + j], dual[(3 * j) + i]);
                AssertSame(hessian[i, j], Derivative.Of(hessian.Gradient[j], Variables[i]), point);
                var (row, column) = (i, j);
                AssertOnlyRounding(pair.Tree, hessian[i, j], dual[(3 * i) + j], point, x => Forward(pair.Tree, x, row, column));
            }
        }
    }, count: 10_000, maxSize: 14);

    [Fact]
    public void The_gradient_along_a_direction_is_the_Hessian_times_it() => Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
    {
        var point = PointOf(pair.Point);
        var hessian = Hessian.Of(pair.Tree, Variables);
        (Variable Variable, Expr Component)[] direction = [(Variables[0], 1), (Variables[1], -2), (Variables[2], Constant.Half)];
        var along = Derivative.Along(hessian.Gradient, direction);
        for (var i = 0; i < 3; i++)
        {
            var row = i;
            AssertSame(along[i], Algebra.Sum([.. direction.Select((d, j) => Algebra.Multiply(d.Component, hessian[row, j]))]), point);
        }
    }, count: 3_000, maxSize: 14);

    [Fact]
    public void The_simplified_derivative_has_the_value_of_the_derivative_and_reads_back() => Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
    {
        var derivative = Derivative.Of(pair.Tree, Variables[0]);
        var shown = Simplifier.Simplify(derivative);
        if (RoundingBound.DividesByZero(shown)) return;
        var text = Formula.Of(shown).ToString();
        Assert.True(Formula.Parse(text).Expression == Formula.Of(shown).Expression, text);
        AssertSame(derivative, shown, PointOf(pair.Point));
    }, count: 10_000, maxSize: 20);

    private static double Value(CompiledProgram program, double[] x, double[] output)
    {
        program.Evaluate(x, output);
        return output[0];
    }

    private static double[] PointOf(Dictionary<string, double> point) => [.. Variables.Select(v => point[v.Name])];

    private static double Forward(Expr tree, double[] x, int i, int j = -1)
    {
        var (gradient, hessian) = (new double[3], new double[9]);
        var program = new ForwardProgram(Variables, tree);
        if (j < 0) program.Evaluate(x, gradient);
        else program.Evaluate(x, gradient, hessian);
        return j < 0 ? gradient[i] : hessian[(3 * i) + j];
    }

    /// <summary>
    /// The two agree, or differ as rounding does: by amounts that change from neighbour to neighbour. A wrong derivative is off
    /// by nearly the same amount at points that are closer than a thousandth.
    /// </summary>
    private static void AssertOnlyRounding(Expr tree, Expr e, double other, double[] point, Func<double[], double> route)
    {
        var (value, bound) = RoundingBound.Of(e, Variables, point);
        if (!double.IsFinite(value) || !double.IsFinite(other) || !double.IsFinite(bound)) return;
        var difference = Math.Abs(value - other);
        if (difference <= 8 * (bound + 1e-290) || difference <= 1e-10 * Math.Abs(value)) return;
        var program = new CompiledProgram(Variables, [e], CompilationMode.Interpreted);
        var differences = Enumerable.Range(1, 12).Select(k =>
        {
            double[] near = [.. point.Select(c => c * (1 + (k * 1.37e-5)))];
            return Value(program, near, new double[1]) - route(near);
        }).Append(value - other).Where(double.IsFinite).ToArray();
        if (difference <= SumsOfTangents(tree, point)) return;
        Assert.True(difference <= 20 * (differences.Max() - differences.Min()), $"{Formula.Of(tree)}: {Formula.Of(e)} = {value} ± {bound}, expected {other} at {string.Join(", ", point)}");
    }

    /// <summary>
    /// What dual numbers may lose where large tangents cancel: the rounding of the largest derivative of any part of the tree.
    /// </summary>
    private static double SumsOfTangents(Expr tree, double[] point)
    {
        var largest = 0.0;
        foreach (var node in Traversal.PostOrder(tree))
        {
            for (var i = 0; i < 3; i++)
            {
                var tangent = Math.Abs(Forward(node, point, i));
                if (double.IsFinite(tangent)) largest = Math.Max(largest, tangent);
            }
        }

        return 16 * Math.ScaleB(largest, -53);
    }

    private static void AssertSame(Expr a, Expr b, double[] point)
    {
        var (value, bound) = RoundingBound.Of(a, Variables, point);
        var (other, otherBound) = RoundingBound.Of(b, Variables, point);
        if (!double.IsFinite(value) || !double.IsFinite(other) || !double.IsFinite(bound) || !double.IsFinite(otherBound)) return;
        Assert.True(Math.Abs(value - other) <= 8 * (bound + otherBound + 1e-290), $"{Formula.Of(a)} = {value} ± {bound}, but {Formula.Of(b)} = {other} ± {otherBound} at {string.Join(", ", point)}");
    }
}
