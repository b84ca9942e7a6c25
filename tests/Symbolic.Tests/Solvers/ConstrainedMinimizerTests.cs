using Symbolic.Solvers.Constraints;

namespace Symbolic.Tests.Solvers;

/// <summary>Problems of W. Hock and K. Schittkowski, Test Examples for Nonlinear Programming Codes (1981), by their numbers, and others.</summary>
public sealed class ConstrainedMinimizerTests
{
    [Theory]
    [InlineData("6", "(1-x1)^2", "10*(x2-x1^2)=0", new[] { -1.2, 1 }, 0.0)]
    [InlineData("7", "ln(1+x1^2)-x2", "(1+x1^2)^2+x2^2-4=0", new[] { 2.0, 2 }, -1.7320508075688772)]
    [InlineData("27", "0.01*(x1-1)^2+(x2-x1^2)^2", "x1+x3^2+1=0", new[] { 2.0, 2, 2 }, 0.04)]
    [InlineData("28", "(x1+x2)^2+(x2+x3)^2", "x1+2*x2+3*x3-1=0", new[] { -4.0, 1, 1 }, 0.0)]
    [InlineData("39", "-x1", "x2-x1^3-x3^2=0; x1^2-x2-x4^2=0", new[] { 2.0, 2, 2, 2 }, -1.0)]
    [InlineData("40", "-x1*x2*x3*x4", "x1^3+x2^2-1=0; x1^2*x4-x3=0; x4^2-x2=0", new[] { 0.8, 0.8, 0.8, 0.8 }, -0.25)]
    [InlineData("42", "(x1-1)^2+(x2-2)^2+(x3-3)^2+(x4-4)^2", "x1-2=0; x3^2+x4^2-2=0", new[] { 1.0, 1, 1, 1 }, 13.857864376269049)]
    [InlineData("22", "(x1-2)^2+(x2-1)^2", "x1+x2-2<=0; x1^2-x2<=0", new[] { 2.0, 2 }, 1.0)]
    [InlineData("43", "x1^2+x2^2+2*x3^2+x4^2-5*x1-5*x2-21*x3+7*x4", "x1^2+x2^2+x3^2+x4^2+x1-x2+x3-x4-8<=0; x1^2+2*x2^2+x3^2+2*x4^2-x1-x4-10<=0; 2*x1^2+x2^2+x3^2+2*x1-x2-x4-5<=0", new[] { 0.0, 0, 0, 0 }, -44.0)]
    [InlineData("76", "x1^2+x2^2/2+x3^2+x4^2/2-x1*x3+x3*x4-x1-3*x2+x3-x4", "x1+2*x2+x3+x4-5<=0; 3*x1+x2+2*x3-x4-4<=0; 1.5-x2-4*x3<=0; -x1<=0; -x2<=0; -x3<=0; -x4<=0", new[] { 0.5, 0.5, 0.5, 0.5 }, -4.681818181818182)]
    public void Known_minima_are_found(string number, string formula, string constraints, double[] start, double value)
    {
        var result = ConstrainedMinimizer.Minimize(Formula.Parse(formula), [.. constraints.Split(';').Select(Read)], start);
        Assert.True(result.Succeeded, $"{number}: {result.Message}");
        Assert.Equal(value, result.Value, 1e-8 * Math.Max(1, Math.Abs(value)));
    }

    [Fact]
    public void Multipliers_say_what_a_constraint_costs()
    {
        // The largest x·y under x + y ≤ 2s is s², and its derivative by the bound 2s is s.
        var result = ConstrainedMinimizer.Minimize(Formula.Parse("-x*y"), [Read("x+y-6<=0")], [1, 1]);
        Assert.Equal([3, 3], result.X, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(3, result.Multipliers[0], 1e-14);
    }

    [Fact]
    public void A_constraint_that_does_not_bind_changes_nothing()
    {
        var result = ConstrainedMinimizer.Minimize(Formula.Parse("(x-1)^2 + (y-2)^2"), [Read("x+y-10<=0")], [0, 0]);
        Assert.Equal([1, 2], result.X, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0, result.Multipliers[0]);
    }

    [Fact]
    public void Constraints_that_contradict_each_other_are_told()
    {
        var result = ConstrainedMinimizer.Minimize(Formula.Parse("x^2"), [Read("x-1=0"), Read("x-2=0")], [0]);
        Assert.False(result.Succeeded);
        Assert.Contains("contradict", result.Message, StringComparison.Ordinal);
        Assert.Contains("without end", ConstrainedMinimizer.Minimize(Formula.Parse("x^3"), [Read("x-1<=0")], [-1]).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", ConstrainedMinimizer.Minimize(Formula.Parse("ln(x)"), [Read("x-1<=0")], [-1]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ConstrainedMinimizer.Minimize(Formula.Parse("x*y"), [], [1]));
    }

    private static Constraint Read(string text) => text.Contains("<=", StringComparison.Ordinal)
        ? Constraint.NotPositive(Formula.Parse(text.Split("<=")[0]))
        : Constraint.Zero(Formula.Parse(text.Split('=')[0]));
}
